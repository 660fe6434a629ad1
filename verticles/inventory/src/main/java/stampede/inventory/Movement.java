package stampede.inventory;

import stampede.contracts.inventory.StockEvent;
import stampede.contracts.inventory.StockEvent.StockAdjusted;
import stampede.contracts.inventory.StockEvent.StockReceived;

/**
 * Pieces that staff book in or out.
 *
 * @param staff who does it
 * @param idempotencyKey makes doing it again harmless, for this member of staff
 * @param requestHash tells whether a repetition asks for the same
 * @param change pieces; negative when they are missing
 * @param note the delivery note, or the reason
 * @param event what is told about it
 */
record Movement(
    String staff,
    String idempotencyKey,
    String requestHash,
    String sku,
    long change,
    String note,
    StockEvent event) {

  static Movement receipt(
      String staff, String key, String hash, String sku, long quantity, String reference) {
    return new Movement(
        staff, key, hash, sku, quantity, reference, new StockReceived(sku, quantity, reference));
  }

  static Movement adjustment(
      String staff, String key, String hash, String sku, long change, String reason) {
    return new Movement(
        staff, key, hash, sku, change, reason, new StockAdjusted(sku, change, reason));
  }
}

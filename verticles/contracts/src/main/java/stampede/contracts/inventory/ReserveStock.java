package stampede.contracts.inventory;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Hold these pieces for that order.
 *
 * @param orderId the order; one reservation each, for ever
 * @param attempt the same in every try at the same order, whatever order id the try has, and in no
 *     other; a try that finds what an earlier one holds takes that over
 * @param lines each product at most once
 * @param expiresAt when the hold ends unless the order has been paid by then
 */
public record ReserveStock(UUID orderId, String attempt, List<StockLine> lines, Instant expiresAt) {

  /** Copies the lines. */
  public ReserveStock {
    lines = List.copyOf(lines);
  }
}

package stampede.auditor;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An order's shipment as delivery has it.
 *
 * @param dueAt when the carrier is to be asked next
 * @param trackingNumber the carrier's; empty while there is none
 */
record ShipmentRow(
    UUID id,
    RowHead<ShipmentState> head,
    Pieces pieces,
    Optional<Instant> dueAt,
    String trackingNumber) {

  ShipmentState state() {
    return head.state();
  }
}

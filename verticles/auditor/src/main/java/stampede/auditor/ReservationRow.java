package stampede.auditor;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What the inventory holds for, or has sold to, an order.
 *
 * @param dueAt when the hold ends; present while it is held
 */
record ReservationRow(
    UUID id, RowHead<ReservationState> head, Pieces pieces, Optional<Instant> dueAt) {

  ReservationState state() {
    return head.state();
  }
}

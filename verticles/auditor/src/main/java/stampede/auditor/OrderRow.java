package stampede.auditor;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An order as its context has it.
 *
 * @param currency that of its prices; several joined by {@code +} if they are mixed
 * @param reason why it was cancelled; empty if it was not
 */
record OrderRow(
    UUID id,
    RowHead<OrderState> head,
    String customerId,
    String documentCustomerId,
    String idempotencyKey,
    Instant expiresAt,
    String currency,
    List<Line> lines,
    String reason) {

  OrderState state() {
    return head.state();
  }
}

package stampede.auditor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A payment as its context has it; amounts in minor units.
 *
 * @param amount what is, or is to be, captured
 * @param owed what it believes that the order owes
 * @param attempted whether the provider may have heard of it
 * @param dueAt when the provider is to be asked next
 * @param chargeId the provider's name for the charge; empty unless it is paid
 */
record PaymentRow(
    UUID id,
    RowHead<PaymentState> head,
    long amount,
    long owed,
    String currency,
    boolean attempted,
    Optional<Instant> dueAt,
    String chargeId,
    List<Refund> refunds) {

  /**
   * Money that is given back.
   *
   * @param currency that of the amount
   * @param goodwill whether staff decided so
   * @param done whether the provider has confirmed it
   */
  record Refund(UUID id, long amount, String currency, boolean goodwill, boolean done) {}

  PaymentState state() {
    return head.state();
  }

  /** Whether the provider is still to be asked about it. */
  boolean open() {
    return state().open() || refunds.stream().anyMatch(refund -> !refund.done());
  }

  long captured() {
    return state() == PaymentState.PAID ? amount : 0;
  }

  long refunded() {
    return refunds.stream().filter(Refund::done).mapToLong(Refund::amount).sum();
  }

  long goodwill() {
    return refunds.stream().filter(Refund::goodwill).mapToLong(Refund::amount).sum();
  }
}

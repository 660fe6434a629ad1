package stampede.payment;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import stampede.contracts.Money;

/** A payment as customers and staff see it. */
record PaymentView(
    UUID orderId,
    String state,
    Money amount,
    Money captured,
    Money refunded,
    Optional<String> reason,
    List<RefundView> refunds) {

  /** Money that is given back, or on its way back. */
  record RefundView(UUID id, Money amount, String cause, String state) {

    static RefundView of(Refund refund) {
      return new RefundView(
          refund.id(),
          refund.amount(),
          refund.cause().name(),
          refund.done() ? "REFUNDED" : "REQUESTED");
    }
  }

  static PaymentView of(Payment payment) {
    Money amount = payment.details().amount();
    Money nothing = Money.zero(amount.currency());
    return switch (payment) {
      case Payment.Pending pending -> of(payment, "PENDING", nothing, Optional.empty());
      case Payment.Unknown unknown -> of(payment, "UNKNOWN", nothing, Optional.empty());
      case Payment.Declined declined ->
          of(payment, "DECLINED", nothing, Optional.of(declined.reason()));
      case Payment.Failed failed -> of(payment, "FAILED", nothing, Optional.of(failed.reason()));
      case Payment.Paid paid ->
          new PaymentView(
              paid.orderId(),
              "CAPTURED",
              amount,
              amount,
              paid.refunds().stream()
                  .filter(Refund::done)
                  .map(Refund::amount)
                  .reduce(nothing, Money::plus),
              Optional.empty(),
              paid.refunds().stream().map(RefundView::of).toList());
    };
  }

  private static PaymentView of(
      Payment payment, String state, Money nothing, Optional<String> reason) {
    return new PaymentView(
        payment.orderId(), state, payment.details().amount(), nothing, nothing, reason, List.of());
  }
}

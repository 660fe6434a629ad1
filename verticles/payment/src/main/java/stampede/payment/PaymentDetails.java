package stampede.payment;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import stampede.contracts.Money;

/**
 * What a payment is made of, whatever its state. Immutable.
 *
 * @param version how many events it has had
 * @param amount what is captured, if it is
 * @param paymentToken stands for the customer's means of payment at the provider
 * @param owed what the order says is owed, goodwill not taken off
 * @param attempts how often the provider has been asked about it since something last succeeded
 * @param attempted whether the provider may ever have heard of it
 * @param giveUpAt when it is voided unless it is known to be captured
 * @param dueAt when the provider is to be asked next; empty when there is nothing to ask
 */
record PaymentDetails(
    UUID orderId,
    String customerId,
    long version,
    Money amount,
    String paymentToken,
    Money owed,
    int attempts,
    boolean attempted,
    Instant giveUpAt,
    Optional<Instant> dueAt) {

  PaymentDetails told() {
    return new PaymentDetails(
        orderId,
        customerId,
        version + 1,
        amount,
        paymentToken,
        owed,
        attempts,
        attempted,
        giveUpAt,
        dueAt);
  }

  /** What the provider has not heard of yet is not captured and refunded, but not captured. */
  PaymentDetails owing(Money nowOwed) {
    Money capture = attempted || nowOwed.isZero() ? amount : nowOwed;
    return new PaymentDetails(
        orderId,
        customerId,
        version,
        capture,
        paymentToken,
        nowOwed,
        attempts,
        attempted,
        giveUpAt,
        dueAt);
  }

  PaymentDetails dueAt(Instant next) {
    return new PaymentDetails(
        orderId,
        customerId,
        version,
        amount,
        paymentToken,
        owed,
        attempts,
        attempted,
        giveUpAt,
        Optional.of(next));
  }

  /** Nothing is to be asked any more. */
  PaymentDetails settled() {
    return new PaymentDetails(
        orderId,
        customerId,
        version,
        amount,
        paymentToken,
        owed,
        0,
        attempted,
        giveUpAt,
        Optional.empty());
  }

  /** The provider is about to be asked; if nothing comes of it, it is asked again then. */
  PaymentDetails attempting(Instant again) {
    return new PaymentDetails(
        orderId,
        customerId,
        version,
        amount,
        paymentToken,
        owed,
        attempts + 1,
        true,
        giveUpAt,
        Optional.of(again));
  }
}

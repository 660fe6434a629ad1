package stampede.contracts.payment;

import java.util.UUID;
import stampede.contracts.Event;
import stampede.contracts.Money;
import stampede.contracts.Topic;

/** What happens to the one payment of an order. The aggregate's id is the order's. */
public sealed interface PaymentEvent extends Event {

  /** Where payment publishes. */
  Topic<PaymentEvent> TOPIC = new Topic<>("stampede.payment", PaymentEvent.class);

  /** The order that is paid for. */
  UUID orderId();

  @Override
  default String aggregateId() {
    return orderId().toString();
  }

  /** The provider took the money. */
  record PaymentCaptured(UUID orderId, Money amount, String chargeId) implements PaymentEvent {}

  /** The provider said no. Nothing was taken. */
  record PaymentDeclined(UUID orderId, String reason) implements PaymentEvent {}

  /** The provider did not answer, or not clearly: the money may have been taken. */
  record PaymentOutcomeUnknown(UUID orderId) implements PaymentEvent {}

  /** It was given up, and the provider holds nothing and never will. */
  record PaymentFailed(UUID orderId, String reason) implements PaymentEvent {}

  /** The provider gave money back. */
  record PaymentRefunded(UUID orderId, UUID refundId, Money amount, RefundCause cause)
      implements PaymentEvent {}

  /** Why money was given back. */
  enum RefundCause {
    /** The order, or some of its lines, were cancelled or returned. */
    OWED_LESS,
    /** Staff decided so; what is owed shrinks by it. */
    GOODWILL
  }
}

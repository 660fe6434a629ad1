package stampede.contracts.delivery;

import java.util.UUID;
import stampede.contracts.Event;
import stampede.contracts.Topic;

/** What happens to the one shipment of an order. The aggregate's id is the order's. */
public sealed interface DeliveryEvent extends Event {

  /** Where delivery publishes. */
  Topic<DeliveryEvent> TOPIC = new Topic<>("stampede.delivery", DeliveryEvent.class);

  /** The order that is delivered. */
  UUID orderId();

  @Override
  default String aggregateId() {
    return orderId().toString();
  }

  /** The carrier will come for it. */
  record DeliveryScheduled(UUID orderId, String trackingNumber) implements DeliveryEvent {}

  /** The carrier has it. */
  record DeliveryDispatched(UUID orderId) implements DeliveryEvent {}

  /** The customer has it. */
  record DeliveryCompleted(UUID orderId) implements DeliveryEvent {}

  /** It will not arrive; the goods are, or come, back. */
  record DeliveryFailed(UUID orderId, String reason) implements DeliveryEvent {}

  /** The cancellation came in time: those pieces stay here. */
  record DeliveryReleased(UUID orderId, String cancellationId) implements DeliveryEvent {}

  /** The cancellation came too late: the carrier has the parcel. */
  record DeliveryNotReleased(UUID orderId, String cancellationId) implements DeliveryEvent {}
}

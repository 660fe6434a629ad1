package stampede.auditor;

import java.util.List;
import stampede.contracts.BoundedContext;
import stampede.contracts.Topic;
import stampede.contracts.catalog.ProductEvent;
import stampede.contracts.delivery.DeliveryEvent;
import stampede.contracts.inventory.StockEvent;
import stampede.contracts.order.OrderEvent;
import stampede.contracts.payment.PaymentEvent;

/** Who says what to whom: each topic, the context that owns it, those that follow it. */
enum Flow {
  CATALOG(BoundedContext.CATALOG),
  INVENTORY(BoundedContext.INVENTORY),
  ORDER(BoundedContext.ORDER),
  PAYMENT(BoundedContext.PAYMENT),
  DELIVERY(BoundedContext.DELIVERY);

  private final BoundedContext owner;

  Flow(BoundedContext owner) {
    this.owner = owner;
  }

  /** The flow out of that context. */
  static Flow outOf(BoundedContext owner) {
    for (Flow flow : values()) {
      if (flow.owner == owner) {
        return flow;
      }
    }
    throw new IllegalArgumentException(owner + " publishes nothing");
  }

  /** The context whose database has its outbox. */
  BoundedContext owner() {
    return owner;
  }

  Topic<?> topic() {
    return switch (this) {
      case CATALOG -> ProductEvent.TOPIC;
      case INVENTORY -> StockEvent.TOPIC;
      case ORDER -> OrderEvent.TOPIC;
      case PAYMENT -> PaymentEvent.TOPIC;
      case DELIVERY -> DeliveryEvent.TOPIC;
    };
  }

  /** Its name at the broker. */
  String topicName() {
    return topic().name();
  }

  /** The contexts whose inboxes keep how far they have come with it. */
  List<BoundedContext> followers() {
    return this == ORDER
        ? List.of(BoundedContext.INVENTORY, BoundedContext.PAYMENT, BoundedContext.DELIVERY)
        : List.of(BoundedContext.ORDER);
  }
}

package stampede.contracts.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import stampede.contracts.Event;
import stampede.contracts.Money;
import stampede.contracts.Topic;
import stampede.contracts.inventory.StockLine;

/**
 * What happens to an order. Whoever follows an order needs only these: {@code owed} is always what
 * the customer owes from then on, so that payment captures or refunds up to it.
 */
public sealed interface OrderEvent extends Event {

  /** Where the order context publishes. */
  Topic<OrderEvent> TOPIC = new Topic<>("stampede.order", OrderEvent.class);

  /** The order. */
  UUID orderId();

  @Override
  default String aggregateId() {
    return orderId().toString();
  }

  /** It was accepted, its stock is held; now it wants to be paid. */
  record OrderPlaced(
      UUID orderId,
      String customerId,
      List<OrderedLine> lines,
      Money owed,
      String paymentToken,
      ShippingAddress shipTo,
      Instant expiresAt)
      implements OrderEvent {

    /** Copies the lines. */
    public OrderPlaced {
      lines = List.copyOf(lines);
    }
  }

  /** Whether it has been paid is not known; payment goes on asking. */
  record OrderPaymentUnknown(UUID orderId) implements OrderEvent {}

  /** It is paid; its stock may be committed. */
  record OrderPaid(UUID orderId) implements OrderEvent {}

  /** It is paid and its stock is its own; it may be delivered. */
  record OrderConfirmed(
      UUID orderId, String customerId, List<StockLine> lines, ShippingAddress shipTo)
      implements OrderEvent {

    /** Copies the lines. */
    public OrderConfirmed {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Somebody wants these pieces out of a confirmed order; delivery says whether it is in time.
   *
   * @param everything whether nothing would be left of the order
   */
  record OrderCancellationRequested(
      UUID orderId, String cancellationId, List<StockLine> lines, boolean everything)
      implements OrderEvent {

    /** Copies the lines. */
    public OrderCancellationRequested {
      lines = List.copyOf(lines);
    }
  }

  /** It was too late for that cancellation; nothing changes. */
  record OrderCancellationRefused(UUID orderId, String cancellationId) implements OrderEvent {}

  /** These pieces are no longer part of it. */
  record OrderLinesCancelled(UUID orderId, String cancellationId, List<StockLine> lines, Money owed)
      implements OrderEvent {

    /** Copies the lines. */
    public OrderLinesCancelled {
      lines = List.copyOf(lines);
    }
  }

  /** It ends here; everything is given back. */
  record OrderCancelled(UUID orderId, CancellationReason reason, Money owed)
      implements OrderEvent {}

  /** It is on its way. */
  record OrderShipped(UUID orderId) implements OrderEvent {}

  /** The customer has it. */
  record OrderDelivered(UUID orderId) implements OrderEvent {}

  /** The customer sent these pieces back. */
  record OrderLinesReturned(UUID orderId, String returnId, List<StockLine> lines, Money owed)
      implements OrderEvent {

    /** Copies the lines. */
    public OrderLinesReturned {
      lines = List.copyOf(lines);
    }
  }
}

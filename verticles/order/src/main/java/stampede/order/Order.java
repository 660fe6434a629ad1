package stampede.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import stampede.contracts.order.CancellationReason;
import stampede.contracts.order.OrderEvent;
import stampede.contracts.order.OrderEvent.OrderCancellationRefused;
import stampede.contracts.order.OrderEvent.OrderCancellationRequested;
import stampede.contracts.order.OrderEvent.OrderCancelled;
import stampede.contracts.order.OrderEvent.OrderConfirmed;
import stampede.contracts.order.OrderEvent.OrderDelivered;
import stampede.contracts.order.OrderEvent.OrderLinesCancelled;
import stampede.contracts.order.OrderEvent.OrderLinesReturned;
import stampede.contracts.order.OrderEvent.OrderPaid;
import stampede.contracts.order.OrderEvent.OrderPaymentUnknown;
import stampede.contracts.order.OrderEvent.OrderPlaced;
import stampede.contracts.order.OrderEvent.OrderShipped;
import stampede.platform.aggregate.Decision;

/**
 * An order. Each state is a type with just the transitions that are legal in it, so that an illegal
 * one does not compile. Which events lead to which transition stands in {@link Choreography}.
 */
sealed interface Order {

  OrderDetails details();

  /** The id, the same for its reservation, its payment and its shipment. */
  default UUID id() {
    return details().id();
  }

  /** How many events it has had. */
  default long version() {
    return details().version();
  }

  /** A new order, its stock already held. */
  static Decision<Order, OrderEvent> place(OrderDetails wanted, String paymentToken, Instant now) {
    OrderPlaced placed =
        new OrderPlaced(
            wanted.id(),
            wanted.customerId(),
            wanted.lines().stream().map(OrderLine::asOrdered).toList(),
            wanted.owed(),
            paymentToken,
            wanted.shipTo(),
            wanted.expiresAt());
    List<OrderEvent> events = List.of(placed);
    return Decision.of(new Placed(wanted.after(now, events)), events);
  }

  /** Delivery does not know of it yet, so that it can be changed at once. */
  sealed interface BeforeDelivery extends Order {

    /** The same state with other details. */
    Order with(OrderDetails details);

    default Decision<Order, OrderEvent> cancel(CancellationReason reason, Instant now) {
      return Transitions.cancel(details(), reason, now);
    }

    /** Takes out what was asked for, which may be everything. */
    default Decision<Order, OrderEvent> cancel(Cancellation wanted, Instant now) {
      return Transitions.cancel(details(), wanted, this::with, now);
    }
  }

  /** Not paid yet. */
  sealed interface AwaitingPayment extends BeforeDelivery {

    default Decision<Order, OrderEvent> pay(Instant now) {
      List<OrderEvent> events = List.of(new OrderPaid(id()));
      return Decision.of(new Paid(details().after(now, events)), events);
    }
  }

  /** Accepted; payment has been asked for. */
  record Placed(OrderDetails details) implements AwaitingPayment {

    @Override
    public Order with(OrderDetails changed) {
      return new Placed(changed);
    }

    Decision<Order, OrderEvent> doubtPayment(Instant now) {
      List<OrderEvent> events = List.of(new OrderPaymentUnknown(id()));
      return Decision.of(new PaymentUnknown(details.after(now, events)), events);
    }
  }

  /** Whether it is paid is not known; payment goes on asking. */
  record PaymentUnknown(OrderDetails details) implements AwaitingPayment {

    @Override
    public Order with(OrderDetails changed) {
      return new PaymentUnknown(changed);
    }
  }

  /** Paid; the stock is being committed. */
  record Paid(OrderDetails details) implements BeforeDelivery {

    @Override
    public Order with(OrderDetails changed) {
      return new Paid(changed);
    }

    Decision<Order, OrderEvent> confirm(Instant now) {
      List<OrderEvent> events =
          List.of(
              new OrderConfirmed(
                  id(), details.customerId(), details.remaining(), details.shipTo()));
      return Decision.of(new Confirmed(details.after(now, events)), events);
    }
  }

  /** In delivery's hands: the pivot is passed. */
  sealed interface InDelivery extends Order {

    default Decision<Order, OrderEvent> failDelivery(Instant now) {
      return Transitions.cancel(details(), CancellationReason.DELIVERY_FAILED, now);
    }
  }

  /** Paid, the stock is its own; delivery has been asked. */
  record Confirmed(OrderDetails details) implements InDelivery {

    Decision<Order, OrderEvent> askToCancel(Cancellation wanted, Instant now) {
      List<OrderEvent> events =
          List.of(
              new OrderCancellationRequested(
                  id(), wanted.id(), wanted.lines(), wanted.everything()));
      OrderDetails asked =
          details.with(wanted.with(Cancellation.Status.REQUESTED)).after(now, events);
      return Decision.of(new Cancelling(asked, wanted.id()), events);
    }

    Decision<Order, OrderEvent> ship(Instant now) {
      return Transitions.ship(details, List.of(), now);
    }
  }

  /** A cancellation waits for delivery to say whether it is in time. */
  record Cancelling(OrderDetails details, String cancellationId) implements InDelivery {

    Decision<Order, OrderEvent> release(Instant now) {
      return Transitions.cancel(details, wanted(), Confirmed::new, now);
    }

    /** What was to be cancelled is cancelled with all the rest. */
    @Override
    public Decision<Order, OrderEvent> failDelivery(Instant now) {
      return Transitions.cancel(
          details.with(wanted().with(Cancellation.Status.DONE)),
          CancellationReason.DELIVERY_FAILED,
          now);
    }

    Decision<Order, OrderEvent> refuse(Instant now) {
      List<OrderEvent> events = List.of(new OrderCancellationRefused(id(), cancellationId));
      return Decision.of(new Confirmed(refused().after(now, events)), events);
    }

    Decision<Order, OrderEvent> ship(Instant now) {
      return Transitions.ship(
          refused(), List.of(new OrderCancellationRefused(id(), cancellationId)), now);
    }

    private OrderDetails refused() {
      return details.with(wanted().with(Cancellation.Status.REFUSED));
    }

    private Cancellation wanted() {
      return details.cancellation(cancellationId).orElseThrow();
    }
  }

  /** On its way. */
  record Shipped(OrderDetails details) implements InDelivery {

    Decision<Order, OrderEvent> deliver(Instant now) {
      List<OrderEvent> events = List.of(new OrderDelivered(id()));
      return Decision.of(new Delivered(details.after(now, events)), events);
    }
  }

  /** It goes no further. */
  sealed interface Ended extends Order {}

  /** The customer has it; lines may still come back. */
  record Delivered(OrderDetails details) implements Ended {

    Decision<Order, OrderEvent> takeBack(Cancellation wanted, Instant now) {
      OrderDetails returned =
          details.returned(wanted.lines()).with(wanted.with(Cancellation.Status.DONE));
      List<OrderEvent> events =
          List.of(new OrderLinesReturned(id(), wanted.id(), wanted.lines(), returned.owed()));
      return Decision.of(new Delivered(returned.after(now, events)), events);
    }
  }

  /** Nothing of it was, or will be, delivered; everything is given back. */
  record Cancelled(OrderDetails details, CancellationReason reason) implements Ended {}

  /** What several states do in the same way. */
  final class Transitions {

    private Transitions() {}

    private static Decision<Order, OrderEvent> cancel(
        OrderDetails details, CancellationReason reason, Instant now) {
      List<OrderEvent> events =
          List.of(new OrderCancelled(details.id(), reason, details.nothing()));
      return Decision.of(
          new Cancelled(details.cancelledAltogether().after(now, events), reason), events);
    }

    private static Decision<Order, OrderEvent> cancel(
        OrderDetails details,
        Cancellation wanted,
        java.util.function.Function<OrderDetails, Order> otherwise,
        Instant now) {
      OrderDetails done = details.with(wanted.with(Cancellation.Status.DONE));
      if (wanted.everything()) {
        return cancel(done, CancellationReason.REQUESTED, now);
      }
      OrderDetails left = done.cancelled(wanted.lines());
      List<OrderEvent> events =
          List.of(new OrderLinesCancelled(details.id(), wanted.id(), wanted.lines(), left.owed()));
      return Decision.of(otherwise.apply(left.after(now, events)), events);
    }

    private static Decision<Order, OrderEvent> ship(
        OrderDetails details, List<OrderEvent> before, Instant now) {
      List<OrderEvent> events = new java.util.ArrayList<>(before);
      events.add(new OrderShipped(details.id()));
      return Decision.of(new Shipped(details.after(now, events)), events);
    }
  }
}

package stampede.order;

import java.time.Instant;
import stampede.contracts.delivery.DeliveryEvent;
import stampede.contracts.inventory.StockEvent.ReservationEvent;
import stampede.contracts.inventory.StockEvent.ReservationExpired;
import stampede.contracts.inventory.StockEvent.StockCommitRefused;
import stampede.contracts.inventory.StockEvent.StockCommitted;
import stampede.contracts.inventory.StockEvent.StockReleased;
import stampede.contracts.inventory.StockEvent.StockReserved;
import stampede.contracts.inventory.StockEvent.StockReturned;
import stampede.contracts.order.CancellationReason;
import stampede.contracts.order.OrderEvent;
import stampede.contracts.payment.PaymentEvent;
import stampede.order.Order.AwaitingPayment;
import stampede.order.Order.BeforeDelivery;
import stampede.order.Order.Cancelling;
import stampede.order.Order.Confirmed;
import stampede.order.Order.Ended;
import stampede.order.Order.InDelivery;
import stampede.order.Order.Paid;
import stampede.order.Order.Placed;
import stampede.order.Order.Shipped;
import stampede.platform.aggregate.Decision;

/**
 * What an order does when something happens elsewhere: the whole choreography from the order's
 * side, on one page. An event that finds the order in a state where it says nothing new changes
 * nothing; money that comes for an order that has ended is given back by payment, as nothing is
 * owed.
 */
final class Choreography {

  private Choreography() {}

  static Decision<Order, OrderEvent> on(PaymentEvent event, Order order, Instant now) {
    return switch (event) {
      case PaymentEvent.PaymentCaptured captured ->
          order instanceof AwaitingPayment waiting ? waiting.pay(now) : unchanged(order);
      case PaymentEvent.PaymentOutcomeUnknown unknown ->
          order instanceof Placed placed ? placed.doubtPayment(now) : unchanged(order);
      case PaymentEvent.PaymentDeclined declined ->
          cancelUnpaid(order, CancellationReason.PAYMENT_DECLINED, now);
      case PaymentEvent.PaymentFailed failed ->
          cancelUnpaid(order, CancellationReason.PAYMENT_FAILED, now);
      case PaymentEvent.PaymentRefunded refunded -> unchanged(order);
    };
  }

  private static Decision<Order, OrderEvent> cancelUnpaid(
      Order order, CancellationReason reason, Instant now) {
    return order instanceof AwaitingPayment waiting
        ? waiting.cancel(reason, now)
        : unchanged(order);
  }

  static Decision<Order, OrderEvent> on(ReservationEvent event, Order order, Instant now) {
    return switch (event) {
      case StockCommitted committed ->
          order instanceof Paid paid ? paid.confirm(now) : unchanged(order);
      case ReservationExpired expired -> cancelUnheld(order, now);
      case StockCommitRefused refused -> cancelUnheld(order, now);
      case StockReserved reserved -> unchanged(order);
      case StockReleased released -> unchanged(order);
      case StockReturned returned -> unchanged(order);
    };
  }

  private static Decision<Order, OrderEvent> cancelUnheld(Order order, Instant now) {
    return order instanceof BeforeDelivery open
        ? open.cancel(CancellationReason.RESERVATION_EXPIRED, now)
        : unchanged(order);
  }

  static Decision<Order, OrderEvent> on(DeliveryEvent event, Order order, Instant now) {
    return switch (event) {
      case DeliveryEvent.DeliveryScheduled scheduled -> unchanged(order);
      case DeliveryEvent.DeliveryDispatched dispatched ->
          switch (order) {
            case Confirmed confirmed -> confirmed.ship(now);
            case Cancelling cancelling -> cancelling.ship(now);
            case BeforeDelivery early -> tooEarly(event, order);
            case Shipped shipped -> unchanged(order);
            case Ended ended -> unchanged(order);
          };
      case DeliveryEvent.DeliveryCompleted completed ->
          order instanceof Shipped shipped ? shipped.deliver(now) : unchanged(order);
      case DeliveryEvent.DeliveryFailed failed ->
          switch (order) {
            case InDelivery inDelivery -> inDelivery.failDelivery(now);
            case BeforeDelivery early -> tooEarly(event, order);
            case Ended ended -> unchanged(order);
          };
      case DeliveryEvent.DeliveryReleased released ->
          order instanceof Cancelling cancelling
                  && cancelling.cancellationId().equals(released.cancellationId())
              ? cancelling.release(now)
              : unchanged(order);
      case DeliveryEvent.DeliveryNotReleased kept ->
          order instanceof Cancelling cancelling
                  && cancelling.cancellationId().equals(kept.cancellationId())
              ? cancelling.refuse(now)
              : unchanged(order);
    };
  }

  private static Decision<Order, OrderEvent> unchanged(Order order) {
    return Decision.silently(order);
  }

  /** Delivery acts on our own confirmation, so this cannot be; if it is, it must be seen. */
  private static Decision<Order, OrderEvent> tooEarly(DeliveryEvent event, Order order) {
    throw new IllegalStateException(
        "%s for order %s, which is not confirmed"
            .formatted(event.getClass().getSimpleName(), order.id()));
  }
}

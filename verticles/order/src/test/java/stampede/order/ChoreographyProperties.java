package stampede.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stampede.order.Orders.NOW;
import static stampede.order.Orders.after;
import static stampede.order.Orders.pounds;

import java.util.List;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import stampede.contracts.delivery.DeliveryEvent.DeliveryDispatched;
import stampede.contracts.delivery.DeliveryEvent.DeliveryFailed;
import stampede.contracts.delivery.DeliveryEvent.DeliveryNotReleased;
import stampede.contracts.delivery.DeliveryEvent.DeliveryReleased;
import stampede.contracts.inventory.StockEvent.ReservationExpired;
import stampede.contracts.inventory.StockEvent.StockCommitRefused;
import stampede.contracts.inventory.StockEvent.StockCommitted;
import stampede.contracts.order.CancellationReason;
import stampede.contracts.order.OrderEvent;
import stampede.contracts.payment.PaymentEvent.PaymentCaptured;
import stampede.contracts.payment.PaymentEvent.PaymentDeclined;
import stampede.contracts.payment.PaymentEvent.PaymentFailed;
import stampede.contracts.payment.PaymentEvent.PaymentOutcomeUnknown;
import stampede.platform.aggregate.Decision;

class ChoreographyProperties {

  private static final UUID ID = new UUID(0, 1);

  /** What may happen while an order is not yet in delivery's hands, in any order, any often. */
  enum Happening {
    CAPTURED,
    DECLINED,
    UNKNOWN,
    FAILED,
    COMMITTED,
    COMMIT_REFUSED,
    EXPIRED,
    CANCEL_ONE,
    CANCEL_ALL
  }

  /** However payment, stock and customer cross each other, the order stays sound. */
  @Property(tries = 3_000)
  void anOrderStaysSoundWhateverHappens(@ForAll List<Happening> happenings) {
    Order order = Orders.placed();
    for (Happening happening : happenings) {
      Decision<Order, OrderEvent> decision = happen(happening, order);
      Order next = decision.after().orElse(order);

      assertThat(next.version()).isEqualTo(order.version() + decision.events().size());
      assertThat(next.details().timeline()).hasSize((int) next.version());
      assertThat(next.details().lines())
          .allSatisfy(line -> assertThat(line.remaining()).isBetween(0, line.quantity()));
      if (order instanceof Order.Ended) {
        assertThat(next).isEqualTo(order);
      }
      if (next instanceof Order.Cancelled) {
        assertThat(next.details().owed()).isEqualTo(pounds(0));
      }
      order = next;
    }
  }

  private static Decision<Order, OrderEvent> happen(Happening happening, Order order) {
    return switch (happening) {
      case CAPTURED -> Choreography.on(new PaymentCaptured(ID, pounds(2450), "c"), order, NOW);
      case DECLINED -> Choreography.on(new PaymentDeclined(ID, "no"), order, NOW);
      case UNKNOWN -> Choreography.on(new PaymentOutcomeUnknown(ID), order, NOW);
      case FAILED -> Choreography.on(new PaymentFailed(ID, "given up"), order, NOW);
      case COMMITTED -> Choreography.on(new StockCommitted(ID), order, NOW);
      case COMMIT_REFUSED -> Choreography.on(new StockCommitRefused(ID), order, NOW);
      case EXPIRED -> Choreography.on(new ReservationExpired(ID), order, NOW);
      case CANCEL_ONE -> cancel(Orders.oneLamp(), order);
      case CANCEL_ALL -> cancel(Orders.everything(), order);
    };
  }

  /** As {@link Wish} lets it through: only once under a key, and never more than is left. */
  private static Decision<Order, OrderEvent> cancel(Cancellation wanted, Order order) {
    boolean possible =
        order.details().cancellation(wanted.id()).isEmpty()
            && order instanceof Order.BeforeDelivery;
    return possible ? ((Order.BeforeDelivery) order).cancel(wanted, NOW) : Decision.nothing();
  }

  @Example
  void aCaptureAfterDoubtPaysTheOrder() {
    Order unknown = after(Choreography.on(new PaymentOutcomeUnknown(ID), Orders.placed(), NOW));

    Order paid = after(Choreography.on(new PaymentCaptured(ID, pounds(2450), "c"), unknown, NOW));

    assertThat(unknown).isInstanceOf(Order.PaymentUnknown.class);
    assertThat(paid).isInstanceOf(Order.Paid.class);
  }

  @Example
  void aCaptureAfterCancellationChangesNothing() {
    Order cancelled = after(Orders.placed().cancel(Orders.everything(), NOW));

    Decision<Order, OrderEvent> decision =
        Choreography.on(new PaymentCaptured(ID, pounds(2450), "c"), cancelled, NOW);

    assertThat(decision.events()).isEmpty();
    assertThat(after(decision)).isEqualTo(cancelled);
  }

  @Example
  void stockThatIsGoneWhenItIsPaidCancelsTheOrder() {
    Order cancelled = after(Choreography.on(new StockCommitRefused(ID), Orders.paid(), NOW));

    assertThat(cancelled)
        .isInstanceOfSatisfying(
            Order.Cancelled.class,
            order -> assertThat(order.reason()).isEqualTo(CancellationReason.RESERVATION_EXPIRED));
  }

  @Example
  void anExpiryThatComesAfterTheCommitChangesNothing() {
    Decision<Order, OrderEvent> decision =
        Choreography.on(new ReservationExpired(ID), Orders.confirmed(), NOW);

    assertThat(decision.events()).isEmpty();
  }

  @Example
  void anAnswerToAnotherCancellationIsPassedOver() {
    Order.Cancelling cancelling = Orders.cancelling(Orders.oneLamp());

    assertThat(Choreography.on(new DeliveryReleased(ID, "another"), cancelling, NOW).events())
        .isEmpty();
    assertThat(Choreography.on(new DeliveryNotReleased(ID, "another"), cancelling, NOW).events())
        .isEmpty();
  }

  @Example
  void aDeliveryThatFailsOnTheWayCancelsTheOrder() {
    Order cancelled =
        after(Choreography.on(new DeliveryFailed(ID, "nobody there"), Orders.shipped(), NOW));

    assertThat(cancelled).isInstanceOf(Order.Cancelled.class);
  }

  @Example
  void deliveryOfWhatIsNotConfirmedMustBeSeen() {
    assertThatThrownBy(() -> Choreography.on(new DeliveryDispatched(ID), Orders.placed(), NOW))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not confirmed");
  }
}

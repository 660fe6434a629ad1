package stampede.order;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.order.Orders.NOW;
import static stampede.order.Orders.after;
import static stampede.order.Orders.pounds;

import java.util.List;
import org.junit.jupiter.api.Test;
import stampede.contracts.inventory.StockLine;
import stampede.contracts.order.CancellationReason;
import stampede.contracts.order.OrderEvent;
import stampede.contracts.order.OrderEvent.OrderCancellationRefused;
import stampede.contracts.order.OrderEvent.OrderCancelled;
import stampede.contracts.order.OrderEvent.OrderConfirmed;
import stampede.contracts.order.OrderEvent.OrderLinesCancelled;
import stampede.contracts.order.OrderEvent.OrderLinesReturned;
import stampede.contracts.order.OrderEvent.OrderPlaced;
import stampede.contracts.order.OrderEvent.OrderShipped;
import stampede.platform.aggregate.Decision;

class OrderTest {

  @Test
  void aNewOrderTellsWhatItOwesAndWhoPays() {
    Decision<Order, OrderEvent> decision =
        Order.place(Orders.details(new java.util.UUID(0, 1)), "tok_visa", NOW);

    OrderPlaced placed = (OrderPlaced) decision.events().getFirst();
    assertThat(placed.owed()).isEqualTo(pounds(2450));
    assertThat(placed.paymentToken()).isEqualTo("tok_visa");
    assertThat(placed.lines()).hasSize(2);
    assertThat(after(decision).version()).isEqualTo(1);
  }

  @Test
  void itsTimelineHoldsNoPaymentToken() {
    assertThat(Orders.placed().details().timeline().toString()).doesNotContain("tok_visa");
  }

  @Test
  void aConfirmedOrderIsToBeDeliveredWithWhatIsLeftOfIt() {
    Order.Paid paid =
        (Order.Paid) after(((Order.BeforeDelivery) Orders.paid()).cancel(Orders.oneLamp(), NOW));

    Decision<Order, OrderEvent> decision = paid.confirm(NOW);

    OrderConfirmed confirmed = (OrderConfirmed) decision.events().getFirst();
    assertThat(confirmed.lines())
        .containsExactly(new StockLine("LAMP", 1), new StockLine("CANDLE", 3));
  }

  @Test
  void whatIsCancelledBeforeDeliveryIsNoLongerOwed() {
    Decision<Order, OrderEvent> decision = Orders.placed().cancel(Orders.oneLamp(), NOW);

    assertThat(decision.events())
        .containsExactly(
            new OrderLinesCancelled(
                Orders.placed().id(), "key", List.of(new StockLine("LAMP", 1)), pounds(1450)));
    assertThat(after(decision)).isInstanceOf(Order.Placed.class);
    assertThat(after(decision).details().owed()).isEqualTo(pounds(1450));
  }

  @Test
  void cancellingEverythingEndsTheOrder() {
    Decision<Order, OrderEvent> decision = Orders.placed().cancel(Orders.everything(), NOW);

    assertThat(decision.events())
        .containsExactly(
            new OrderCancelled(Orders.placed().id(), CancellationReason.REQUESTED, pounds(0)));
    assertThat(after(decision).details().owed()).isEqualTo(pounds(0));
    assertThat(after(decision).details().remaining()).isEmpty();
  }

  @Test
  void onceConfirmedDeliveryHasASay() {
    Order.Cancelling cancelling = Orders.cancelling(Orders.oneLamp());

    assertThat(cancelling.details().owed()).isEqualTo(pounds(2450));
    Decision<Order, OrderEvent> decision = cancelling.release(NOW);

    assertThat(after(decision)).isInstanceOf(Order.Confirmed.class);
    assertThat(after(decision).details().owed()).isEqualTo(pounds(1450));
    assertThat(after(decision).details().cancellation("key").orElseThrow().status())
        .isEqualTo(Cancellation.Status.DONE);
  }

  @Test
  void releasingEverythingEndsTheOrder() {
    Decision<Order, OrderEvent> decision = Orders.cancelling(Orders.everything()).release(NOW);

    assertThat(after(decision))
        .isInstanceOfSatisfying(
            Order.Cancelled.class,
            cancelled -> assertThat(cancelled.reason()).isEqualTo(CancellationReason.REQUESTED));
  }

  @Test
  void aCancellationThatComesTooLateChangesNothingElse() {
    Order.Cancelling cancelling = Orders.cancelling(Orders.everything());

    Decision<Order, OrderEvent> decision = cancelling.ship(NOW);

    assertThat(decision.events())
        .containsExactly(
            new OrderCancellationRefused(cancelling.id(), "key"),
            new OrderShipped(cancelling.id()));
    assertThat(after(decision).details().owed()).isEqualTo(pounds(2450));
    assertThat(after(decision).details().cancellation("key").orElseThrow().status())
        .isEqualTo(Cancellation.Status.REFUSED);
  }

  @Test
  void whatIsSentBackIsNoLongerOwed() {
    Decision<Order, OrderEvent> decision = Orders.delivered().takeBack(Orders.oneLamp(), NOW);

    assertThat(decision.events())
        .containsExactly(
            new OrderLinesReturned(
                Orders.delivered().id(), "key", List.of(new StockLine("LAMP", 1)), pounds(1450)));
    assertThat(after(decision)).isInstanceOf(Order.Delivered.class);
  }

  @Test
  void aDeliveryThatFailsCancelsTheOrder() {
    Decision<Order, OrderEvent> decision = Orders.shipped().failDelivery(NOW);

    assertThat(decision.events())
        .containsExactly(
            new OrderCancelled(
                Orders.shipped().id(), CancellationReason.DELIVERY_FAILED, pounds(0)));
  }

  @Test
  void asPlacedItIsAsItWasWhateverHappenedSince() {
    OrderDetails placed = Orders.placed().details().asPlaced();

    Order later = after(Orders.delivered().takeBack(Orders.oneLamp(), NOW.plusSeconds(99)));

    assertThat(later.details().asPlaced()).isEqualTo(placed);
  }
}

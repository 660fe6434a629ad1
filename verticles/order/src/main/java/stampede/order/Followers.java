package stampede.order;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stampede.contracts.Event;
import stampede.contracts.catalog.ProductEvent;
import stampede.contracts.delivery.DeliveryEvent;
import stampede.contracts.inventory.StockEvent;
import stampede.contracts.order.OrderEvent;
import stampede.contracts.payment.PaymentEvent;
import stampede.platform.aggregate.Instruction;
import stampede.platform.events.EventHandler;
import stampede.platform.events.ReceivedEvent;

/** Brings what happens elsewhere to the orders, and to our copy of the catalogue. */
final class Followers implements EventHandler {

  private final OrderStore orders;
  private final ProductCopies products;
  private final Clock clock;

  Followers(OrderStore orders, ProductCopies products, Clock clock) {
    this.orders = orders;
    this.products = products;
    this.clock = clock;
  }

  @Override
  public Future<Void> apply(SqlConnection transaction, List<ReceivedEvent> events) {
    Instant now = clock.instant();
    List<ProductEvent> ofProducts = new ArrayList<>();
    List<Instruction<Order, OrderEvent>> ofOrders = new ArrayList<>();
    for (ReceivedEvent received : events) {
      Event event = received.event().orElseThrow();
      if (event instanceof ProductEvent product) {
        ofProducts.add(product);
      } else {
        instruction(event, received.trace(), now).ifPresent(ofOrders::add);
      }
    }
    return products
        .keep(transaction, ofProducts)
        .compose(
            kept ->
                ofOrders.isEmpty()
                    ? Future.succeededFuture()
                    : orders.carryOut(transaction, ofOrders).mapEmpty());
  }

  private static Optional<Instruction<Order, OrderEvent>> instruction(
      Event event, String trace, Instant now) {
    return switch (event) {
      case PaymentEvent payment ->
          Optional.of(
              Instruction.change(
                  payment.orderId(), order -> Choreography.on(payment, order, now), trace));
      case StockEvent.ReservationEvent reservation ->
          Optional.of(
              Instruction.change(
                  reservation.orderId(), order -> Choreography.on(reservation, order, now), trace));
      case DeliveryEvent delivery ->
          Optional.of(
              Instruction.change(
                  delivery.orderId(), order -> Choreography.on(delivery, order, now), trace));
      default -> Optional.empty();
    };
  }
}

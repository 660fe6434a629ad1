package stampede.inventory;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import stampede.contracts.inventory.StockEvent;
import stampede.contracts.order.OrderEvent;
import stampede.platform.aggregate.Decision;
import stampede.platform.aggregate.Instruction;
import stampede.platform.events.EventHandler;
import stampede.platform.events.ReceivedEvent;

/** What becomes of an order's reservation when something happens to the order. */
final class OrderFollower implements EventHandler {

  private final ReservationStore reservations;

  OrderFollower(ReservationStore reservations) {
    this.reservations = reservations;
  }

  @Override
  public Future<Void> apply(SqlConnection transaction, List<ReceivedEvent> events) {
    List<Instruction<Reservation, StockEvent>> instructions = new ArrayList<>();
    for (ReceivedEvent received : events) {
      OrderEvent event = (OrderEvent) received.event().orElseThrow();
      decision(event)
          .ifPresent(
              decision ->
                  instructions.add(
                      Instruction.change(event.orderId(), decision, received.trace())));
    }
    return instructions.isEmpty()
        ? Future.succeededFuture()
        : reservations.carryOut(transaction, instructions);
  }

  private static Optional<Function<Reservation, Decision<Reservation, StockEvent>>> decision(
      OrderEvent event) {
    return switch (event) {
      case OrderEvent.OrderPaid paid -> Optional.of(Reservation::commit);
      case OrderEvent.OrderCancelled cancelled -> Optional.of(Reservation::releaseAll);
      case OrderEvent.OrderLinesCancelled cancelled ->
          Optional.of(reservation -> reservation.release(cancelled.lines()));
      case OrderEvent.OrderLinesReturned returned ->
          Optional.of(reservation -> reservation.takeBack(returned.lines()));
      case OrderEvent.OrderPlaced placed -> Optional.empty();
      case OrderEvent.OrderPaymentUnknown unknown -> Optional.empty();
      case OrderEvent.OrderConfirmed confirmed -> Optional.empty();
      case OrderEvent.OrderCancellationRequested requested -> Optional.empty();
      case OrderEvent.OrderCancellationRefused refused -> Optional.empty();
      case OrderEvent.OrderShipped shipped -> Optional.empty();
      case OrderEvent.OrderDelivered delivered -> Optional.empty();
    };
  }
}

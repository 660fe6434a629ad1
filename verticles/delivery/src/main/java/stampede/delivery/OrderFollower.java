package stampede.delivery;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stampede.contracts.delivery.DeliveryEvent;
import stampede.contracts.order.OrderEvent;
import stampede.contracts.order.OrderEvent.OrderCancellationRequested;
import stampede.contracts.order.OrderEvent.OrderConfirmed;
import stampede.platform.aggregate.Aggregates;
import stampede.platform.aggregate.Decision;
import stampede.platform.aggregate.Instruction;
import stampede.platform.aggregate.Moment;
import stampede.platform.events.EventHandler;
import stampede.platform.events.ReceivedEvent;

/** What becomes of an order's shipment when something happens to the order. */
final class OrderFollower implements EventHandler {

  private final Aggregates<Shipment, DeliveryEvent> shipments;
  private final Clock clock;

  OrderFollower(Aggregates<Shipment, DeliveryEvent> shipments, Clock clock) {
    this.shipments = shipments;
    this.clock = clock;
  }

  @Override
  public Future<Void> apply(SqlConnection transaction, List<ReceivedEvent> events) {
    List<Instruction<Shipment, DeliveryEvent>> instructions = new ArrayList<>();
    for (ReceivedEvent received : events) {
      OrderEvent event = (OrderEvent) received.event().orElseThrow();
      instruction(event, received.trace()).ifPresent(instructions::add);
    }
    return shipments.carryOut(transaction, instructions);
  }

  private Optional<Instruction<Shipment, DeliveryEvent>> instruction(
      OrderEvent event, String trace) {
    Moment moment = Moment.now(clock);
    return switch (event) {
      case OrderConfirmed confirmed ->
          Optional.of(
              new Instruction<>(
                  confirmed.orderId(),
                  existing -> existing.isPresent() ? Decision.nothing() : open(confirmed, moment),
                  trace));
      case OrderCancellationRequested requested ->
          Optional.of(
              Instruction.change(
                  requested.orderId(), shipment -> shipment.release(requested, moment), trace));
      // what ends an order after it was confirmed, delivery has said itself
      case OrderEvent.OrderCancelled cancelled -> Optional.empty();
      case OrderEvent.OrderLinesCancelled cancelled -> Optional.empty();
      case OrderEvent.OrderPlaced placed -> Optional.empty();
      case OrderEvent.OrderPaymentUnknown unknown -> Optional.empty();
      case OrderEvent.OrderPaid paid -> Optional.empty();
      case OrderEvent.OrderCancellationRefused refused -> Optional.empty();
      case OrderEvent.OrderShipped shipped -> Optional.empty();
      case OrderEvent.OrderDelivered delivered -> Optional.empty();
      case OrderEvent.OrderLinesReturned returned -> Optional.empty();
    };
  }

  private static Decision<Shipment, DeliveryEvent> open(OrderConfirmed confirmed, Moment moment) {
    return Decision.silently(
        new Shipment.Pending(
            new ShipmentDetails(
                confirmed.orderId(),
                confirmed.customerId(),
                0,
                confirmed.shipTo(),
                confirmed.lines(),
                1,
                0,
                false,
                Optional.of(moment.at()))));
  }
}

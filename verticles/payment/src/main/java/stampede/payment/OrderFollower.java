package stampede.payment;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import stampede.contracts.Money;
import stampede.contracts.order.OrderEvent;
import stampede.contracts.order.OrderEvent.OrderPlaced;
import stampede.contracts.payment.PaymentEvent;
import stampede.platform.aggregate.Aggregates;
import stampede.platform.aggregate.Decision;
import stampede.platform.aggregate.Instruction;
import stampede.platform.aggregate.Moment;
import stampede.platform.events.EventHandler;
import stampede.platform.events.ReceivedEvent;

/** What becomes of an order's payment when something happens to the order. */
final class OrderFollower implements EventHandler {

  private final Aggregates<Payment, PaymentEvent> payments;
  private final Clock clock;
  private final Duration giveUpAfter;

  OrderFollower(Aggregates<Payment, PaymentEvent> payments, Clock clock, Duration giveUpAfter) {
    this.payments = payments;
    this.clock = clock;
    this.giveUpAfter = giveUpAfter;
  }

  @Override
  public Future<Void> apply(SqlConnection transaction, List<ReceivedEvent> events) {
    List<Instruction<Payment, PaymentEvent>> instructions = new ArrayList<>();
    for (ReceivedEvent received : events) {
      OrderEvent event = (OrderEvent) received.event().orElseThrow();
      instruction(event, received.trace()).ifPresent(instructions::add);
    }
    return payments.carryOut(transaction, instructions);
  }

  private Optional<Instruction<Payment, PaymentEvent>> instruction(OrderEvent event, String trace) {
    return switch (event) {
      case OrderPlaced placed ->
          Optional.of(
              new Instruction<>(
                  placed.orderId(),
                  existing -> existing.isPresent() ? Decision.nothing() : open(placed),
                  trace));
      case OrderEvent.OrderLinesCancelled cancelled ->
          owe(cancelled.orderId(), cancelled.owed(), trace);
      case OrderEvent.OrderCancelled cancelled -> owe(cancelled.orderId(), cancelled.owed(), trace);
      case OrderEvent.OrderLinesReturned returned ->
          owe(returned.orderId(), returned.owed(), trace);
      case OrderEvent.OrderPaymentUnknown unknown -> Optional.empty();
      case OrderEvent.OrderPaid paid -> Optional.empty();
      case OrderEvent.OrderConfirmed confirmed -> Optional.empty();
      case OrderEvent.OrderCancellationRequested requested -> Optional.empty();
      case OrderEvent.OrderCancellationRefused refused -> Optional.empty();
      case OrderEvent.OrderShipped shipped -> Optional.empty();
      case OrderEvent.OrderDelivered delivered -> Optional.empty();
    };
  }

  private Decision<Payment, PaymentEvent> open(OrderPlaced placed) {
    Moment moment = Moment.now(clock);
    return Decision.silently(
        new Payment.Pending(
            new PaymentDetails(
                placed.orderId(),
                placed.customerId(),
                0,
                placed.owed(),
                placed.paymentToken(),
                placed.owed(),
                0,
                false,
                moment.at().plus(giveUpAfter),
                Optional.of(moment.at()))));
  }

  private Optional<Instruction<Payment, PaymentEvent>> owe(UUID orderId, Money owed, String trace) {
    Moment moment = Moment.now(clock);
    return Optional.of(Instruction.change(orderId, payment -> payment.owe(owed, moment), trace));
  }
}

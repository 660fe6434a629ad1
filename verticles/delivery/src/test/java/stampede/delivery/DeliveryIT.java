package stampede.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stampede.contracts.delivery.DeliveryEvent;
import stampede.contracts.inventory.StockLine;
import stampede.contracts.order.OrderEvent;
import stampede.contracts.order.OrderEvent.OrderCancellationRequested;
import stampede.contracts.order.OrderEvent.OrderConfirmed;
import stampede.contracts.order.OrderEvent.OrderPaid;
import stampede.contracts.order.ShippingAddress;
import stampede.platform.SampleDatabase;
import stampede.platform.aggregate.Aggregates;
import stampede.platform.events.Inbox;
import stampede.platform.events.Outbox;
import stampede.platform.events.ReceivedEvent;

class DeliveryIT {

  private final UUID orderId = UUID.randomUUID();
  private final ModelCarrier model = new ModelCarrier(false);
  private final AtomicInteger answersToLose = new AtomicInteger();
  private SampleDatabase database;
  private Aggregates<Shipment, DeliveryEvent> shipments;
  private Inbox inbox;

  @BeforeEach
  void open() {
    database = new SampleDatabase("delivery");
    shipments =
        new Aggregates<>(
            database.database(),
            new Outbox<>(database.vertx(), DeliveryEvent.TOPIC, Clock.systemUTC()),
            DeliveryService.MAPPING);
    inbox =
        new Inbox(
            database.database(),
            List.of(OrderEvent.TOPIC),
            new OrderFollower(shipments, Clock.systemUTC()),
            () -> {});
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void startWork() {
    SampleDatabase.await(
        database
            .vertx()
            .deployVerticle(
                new CarrierWork(shipments, this::answer, Clock.systemUTC(), Duration.ofMillis(300))
                    .work()));
  }

  private synchronized Future<CarrierAnswer> answer(CarrierQuestion question) {
    CarrierAnswer answer = model.ask(question);
    return Future.succeededFuture(
        answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0
            ? new CarrierAnswer.Unclear("time-out")
            : answer);
  }

  private ReceivedEvent confirmed() {
    return ReceivedEvent.of(
        OrderEvent.TOPIC,
        2,
        new OrderConfirmed(
            orderId,
            "kim",
            List.of(new StockLine("LAMP", 2)),
            new ShippingAddress("Kim", "1 Main St", "London", "E1", "GB")));
  }

  private ReceivedEvent paid() {
    return ReceivedEvent.of(OrderEvent.TOPIC, 1, new OrderPaid(orderId));
  }

  private void receive(ReceivedEvent... events) {
    SampleDatabase.await(inbox.receive(OrderEvent.TOPIC.name(), List.of(events)));
  }

  private void awaitOutbox(String... events) {
    await()
        .atMost(10, SECONDS)
        .untilAsserted(() -> assertThat(database.outbox()).containsExactly(events));
  }

  @Test
  void aConfirmedOrderIsBookedOnceWhateverTheWireDoes() {
    startWork();

    receive(confirmed(), confirmed());
    receive(paid(), confirmed());

    awaitOutbox("DeliveryScheduled 1");
  }

  @Test
  void aBookingWhoseAnswerIsLostIsAskedForAgain() {
    answersToLose.set(2);
    receive(paid(), confirmed());

    startWork();

    awaitOutbox("DeliveryScheduled 1");
  }

  @Test
  void aCancellationIsAnsweredAfterTheCarrierHasGivenItsWord() {
    startWork();
    receive(paid(), confirmed());
    awaitOutbox("DeliveryScheduled 1");

    receive(
        ReceivedEvent.of(
            OrderEvent.TOPIC,
            3,
            new OrderCancellationRequested(orderId, "c", List.of(new StockLine("LAMP", 2)), true)));

    awaitOutbox("DeliveryScheduled 1", "DeliveryReleased 2");
    assertThat(model.status(orderId + ".1")).isEqualTo(new CarrierAnswer.Cancelled());
  }

  @Test
  void anOrderThatIsCancelledBeforeItsBookingIsNeverBooked() {
    receive(
        paid(),
        confirmed(),
        ReceivedEvent.of(
            OrderEvent.TOPIC,
            3,
            new OrderCancellationRequested(orderId, "c", List.of(new StockLine("LAMP", 2)), true)));

    startWork();

    awaitOutbox("DeliveryReleased 1");
    assertThat(model.status(orderId + ".1")).isInstanceOf(CarrierAnswer.Unclear.class);
  }
}

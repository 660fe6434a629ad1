package stampede.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.platform.SampleBus.KIM;
import static stampede.platform.SampleDatabase.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stampede.contracts.Caller;
import stampede.contracts.FailureCode;
import stampede.contracts.Role;
import stampede.contracts.delivery.DeliveryEvent;
import stampede.contracts.inventory.StockLine;
import stampede.contracts.order.OrderEvent;
import stampede.contracts.order.OrderEvent.OrderConfirmed;
import stampede.contracts.order.ShippingAddress;
import stampede.platform.SampleBus;
import stampede.platform.SampleCallback;
import stampede.platform.SampleDatabase;
import stampede.platform.aggregate.Aggregates;
import stampede.platform.aggregate.DueWork;
import stampede.platform.api.ApiReply;
import stampede.platform.api.CallbackSignature;
import stampede.platform.events.Inbox;
import stampede.platform.events.Outbox;
import stampede.platform.events.ReceivedEvent;
import stampede.platform.json.Json;

/** What delivery answers customers and the carrier. Each test has an order of its own. */
class DeliveryVerticleIT {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final ModelCarrier CARRIER = new ModelCarrier(false);
  private static SampleDatabase database;
  private static SampleBus bus;
  private static Inbox inbox;
  private static DueWork<Shipment> work;

  private final UUID orderId = UUID.randomUUID();
  private final String reference = orderId + ".1";

  @BeforeAll
  static void start() {
    database = new SampleDatabase("delivery");
    bus = new SampleBus(database.vertx(), "delivery");
    Aggregates<Shipment, DeliveryEvent> shipments =
        new Aggregates<>(
            database.database(),
            new Outbox<>(database.vertx(), DeliveryEvent.TOPIC, CLOCK),
            DeliveryService.MAPPING);
    work =
        new CarrierWork(
                shipments,
                question -> Future.succeededFuture(CARRIER.ask(question)),
                CLOCK,
                Duration.ofSeconds(5))
            .work();
    inbox =
        new Inbox(
            database.database(),
            List.of(OrderEvent.TOPIC),
            new OrderFollower(shipments, CLOCK),
            work::wake);
    await(
        Future.all(
            database.vertx().deployVerticle(work),
            database
                .vertx()
                .deployVerticle(
                    new DeliveryVerticle(
                        bus.apiAnswers(),
                        shipments,
                        new CallbackSignature("secret", CLOCK),
                        CLOCK))));
  }

  @AfterAll
  static void stop() {
    bus.close();
    database.close();
  }

  @BeforeEach
  void book() {
    await(
        inbox.receive(
            OrderEvent.TOPIC.name(),
            List.of(
                ReceivedEvent.of(
                    OrderEvent.TOPIC,
                    1,
                    new OrderConfirmed(
                        orderId,
                        "kim",
                        List.of(new StockLine("LAMP", 2)),
                        new ShippingAddress("Kim", "1 Main St", "London", "E1", "GB"))))));
    Awaitility.await().until(() -> told().contains("DeliveryScheduled"));
  }

  private List<String> told() {
    return database.query(
        "SELECT type FROM outbox WHERE aggregate_id = $1 ORDER BY id",
        row -> row.getString("type").replaceAll(".*\\.(\\w+)\\.v1", "$1"),
        orderId.toString());
  }

  private SampleBus.Call callback(String of, String body, String secret) {
    String json = body.replace('\'', '"');
    return bus.as(Caller.ANONYMOUS, "receiveCarrierUpdate")
        .with("reference", of)
        .with(CallbackSignature.HEADER, SampleCallback.sign(secret, CLOCK.instant(), json))
        .body(json);
  }

  private void tell(String status) {
    callback(reference, "{'status':'%s'}".formatted(status), "secret").done();
  }

  @Test
  void theCarriersWordIsTakenOnceHoweverOftenItComes() {
    tell("collected");
    tell("collected");
    tell("delivered");
    tell("delivered");

    assertThat(told())
        .containsExactly("DeliveryScheduled", "DeliveryDispatched", "DeliveryCompleted");
  }

  /** What was collected on the way is told as well, so that nobody sees a leap. */
  @Test
  void wordThatOvertakesAnotherTellsBothInOrder() {
    tell("delivered");
    tell("collected");

    assertThat(told())
        .containsExactly("DeliveryScheduled", "DeliveryDispatched", "DeliveryCompleted");
  }

  @Test
  void aParcelThatCannotBeDeliveredIsToldOnce() {
    tell("collected");
    tell("failed");
    tell("delivered");

    assertThat(told()).containsExactly("DeliveryScheduled", "DeliveryDispatched", "DeliveryFailed");
  }

  @Test
  void wordOfAnotherParcelOfTheOrderChangesNothing() {
    callback(orderId + ".9", "{'status':'delivered'}", "secret").done();

    assertThat(told()).containsExactly("DeliveryScheduled");
  }

  @Test
  void wordThatIsNotTheCarriersChangesNothing() {
    ApiReply.Refused refused = callback(reference, "{'status':'delivered'}", "guess").refused();

    assertThat(refused.code()).isEqualTo(FailureCode.SIGNATURE_INVALID);
    assertThat(told()).containsExactly("DeliveryScheduled");
  }

  @Test
  void aShipmentIsShownToWhomItGoesAndNobodyElse() {
    Caller stranger = new Caller("lou", Role.CUSTOMER);

    JsonNode own =
        Json.read(
            bus.as(KIM, "getShipment").with("orderId", orderId).done().body(), JsonNode.class);
    ApiReply.Refused others = bus.as(stranger, "getShipment").with("orderId", orderId).refused();

    assertThat(own.get("orderId").asText()).isEqualTo(orderId.toString());
    assertThat(others.code()).isEqualTo(FailureCode.NO_SUCH_RESOURCE);
  }
}

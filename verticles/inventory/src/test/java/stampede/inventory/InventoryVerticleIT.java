package stampede.inventory;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static stampede.platform.SampleBus.KIM;
import static stampede.platform.SampleBus.STAFF;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import stampede.contracts.Address;
import stampede.contracts.FailureCode;
import stampede.contracts.inventory.AbandonReservation;
import stampede.contracts.inventory.InventoryAddresses;
import stampede.contracts.inventory.ReservationOutcome;
import stampede.contracts.inventory.ReservationOutcome.Ended;
import stampede.contracts.inventory.ReservationOutcome.Reserved;
import stampede.contracts.inventory.ReservationOutcome.Shortage;
import stampede.contracts.inventory.ReservationOutcome.SoldOut;
import stampede.contracts.inventory.ReserveStock;
import stampede.contracts.inventory.StockEvent;
import stampede.contracts.inventory.StockLine;
import stampede.platform.SampleBus;
import stampede.platform.SampleDatabase;
import stampede.platform.api.ApiReply;
import stampede.platform.calls.Deadline;
import stampede.platform.events.Outbox;
import stampede.platform.json.Json;

/** What the inventory answers. Each test has a product of its own. */
class InventoryVerticleIT {

  private static final Clock CLOCK = Clock.systemUTC();
  private static SampleDatabase database;
  private static SampleBus bus;

  private final String sku = "sku-" + UUID.randomUUID();

  @BeforeAll
  static void start() {
    database = new SampleDatabase("inventory");
    bus = new SampleBus(database.vertx(), "inventory");
    Outbox<StockEvent> outbox = new Outbox<>(database.vertx(), StockEvent.TOPIC, CLOCK);
    StockStore stock = new StockStore(database.database(), outbox);
    ReservationStore reservations = new ReservationStore(database.database(), stock, outbox);
    SampleDatabase.await(
        database
            .vertx()
            .deployVerticle(
                new InventoryVerticle(
                    bus.exchange().answers(), bus.apiAnswers(), stock, reservations)));
    SampleDatabase.await(
        database.vertx().deployVerticle(new Expiry(reservations, CLOCK, Duration.ofMillis(50))));
  }

  @AfterAll
  static void stop() {
    bus.close();
    database.close();
  }

  private SampleBus.Call receipt(String key, int quantity) {
    return bus.as(STAFF, "receiveStock")
        .with("sku", sku)
        .with("Idempotency-Key", sku + key)
        .body("{'quantity':%d,'reference':'note'}".formatted(quantity));
  }

  private SampleBus.Call adjustment(String key, int change) {
    return bus.as(STAFF, "adjustStock")
        .with("sku", sku)
        .with("Idempotency-Key", sku + key)
        .body("{'change':%d,'reason':'counted'}".formatted(change));
  }

  private static <Q, A> A ask(Address<Q, A> address, Q question) {
    return SampleDatabase.await(
        bus.exchange().calls().call(address, question, Deadline.after(Duration.ofSeconds(10))));
  }

  private ReservationOutcome reserve(UUID orderId, int quantity, Instant until) {
    return ask(
        InventoryAddresses.RESERVE_STOCK,
        new ReserveStock(
            orderId, "attempt of " + orderId, List.of(new StockLine(sku, quantity)), until));
  }

  private static Instant inAnHour() {
    return CLOCK.instant().plusSeconds(3_600);
  }

  private String seenBy(SampleBus.Call call) {
    return call.with("sku", sku).done().body().toString();
  }

  private long available() {
    return Json.read(seenBy(bus.as(KIM, "getStock")), JsonNode.class).get("available").asLong();
  }

  @Test
  void staffSeeTheWholeAccountAndCustomersWhatTheyCanHave() {
    receipt("a", 5).done();
    reserve(UUID.randomUUID(), 2, inAnHour());

    String staff = seenBy(bus.as(STAFF, "getStock"));
    String customer = seenBy(bus.as(KIM, "getStock"));

    assertThat(staff)
        .isEqualTo(
            "{\"sku\":\"%s\",\"available\":3,\"reserved\":2,\"sold\":0,\"received\":5}"
                .formatted(sku));
    assertThat(customer).isEqualTo("{\"sku\":\"%s\",\"available\":3}".formatted(sku));
  }

  @Test
  void theSameReceiptAgainGetsTheSameAnswerThoughMoreHasComeSince() {
    String first = receipt("a", 5).done().body().toString();
    receipt("b", 7).done();

    String again = receipt("a", 5).done().body().toString();

    assertThat(again).isEqualTo(first);
    assertThat(available()).isEqualTo(12);
  }

  @Test
  void aKeyThatWasUsedForAnotherReceiptIsRefused() {
    receipt("a", 5).done();

    ApiReply.Refused other = receipt("a", 6).refused();

    assertThat(other.code()).isEqualTo(FailureCode.IDEMPOTENCY_KEY_REUSED);
    assertThat(available()).isEqualTo(5);
  }

  @Test
  void aKeyOfAReceiptIsNoneOfAnAdjustment() {
    receipt("a", 5).done();

    ApiReply.Refused other = adjustment("a", 5).refused();

    assertThat(other.code()).isEqualTo(FailureCode.IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void anAdjustmentBelowWhatIsAvailableIsRefusedAndSaysWhatIs() {
    receipt("a", 5).done();
    reserve(UUID.randomUUID(), 3, inAnHour());

    ApiReply.Refused refused = adjustment("b", -3).refused();

    assertThat(refused.code()).isEqualTo(FailureCode.STOCK_WOULD_BE_NEGATIVE);
    assertThat(refused.detail()).contains("only 2 pieces");
    assertThat(available()).isEqualTo(2);
  }

  /** It was refused, so nothing holds the key. */
  @Test
  void aRefusedAdjustmentCanBeMadeUnderItsKeyOnceThereIsEnough() {
    receipt("a", 2).done();
    adjustment("b", -3).refused();
    receipt("c", 2).done();

    adjustment("b", -3).done();

    assertThat(available()).isEqualTo(1);
  }

  @Test
  void anAdjustmentByNothingIsRefused() {
    ApiReply.Refused refused = adjustment("a", 0).refused();

    assertThat(refused.code()).isEqualTo(FailureCode.INVALID_BODY);
    assertThat(refused.pointer()).isEqualTo("/change");
  }

  @Test
  void whatWasNeverReceivedIsNotThere() {
    assertThat(bus.as(KIM, "getStock").with("sku", sku).refused().code())
        .isEqualTo(FailureCode.NO_SUCH_RESOURCE);
    assertThat(adjustment("a", -1).refused().code()).isEqualTo(FailureCode.NO_SUCH_RESOURCE);
  }

  @Test
  void whoIsRefusedIsToldWhatIsThere() {
    receipt("a", 1).done();

    ReservationOutcome outcome = reserve(UUID.randomUUID(), 2, inAnHour());

    assertThat(outcome).isEqualTo(new SoldOut(List.of(new Shortage(sku, 2, 1))));
  }

  @Test
  void whatWasAbandonedIsAvailableAndCannotBeReservedAgain() {
    UUID orderId = UUID.randomUUID();
    receipt("a", 1).done();
    reserve(orderId, 1, inAnHour());

    ask(InventoryAddresses.ABANDON_RESERVATION, new AbandonReservation(orderId));
    ask(InventoryAddresses.ABANDON_RESERVATION, new AbandonReservation(orderId));

    assertThat(available()).isEqualTo(1);
    assertThat(reserve(orderId, 1, inAnHour())).isEqualTo(new Ended());
  }

  @Test
  void whatIsNotPaidInTimeComesBackByItself() {
    receipt("a", 1).done();

    ReservationOutcome held = reserve(UUID.randomUUID(), 1, CLOCK.instant());

    assertThat(held).isInstanceOf(Reserved.class);
    await().atMost(10, SECONDS).untilAsserted(() -> assertThat(available()).isEqualTo(1));
  }
}

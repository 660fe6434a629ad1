package stampede.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.platform.SampleBus.KIM;
import static stampede.platform.SampleBus.STAFF;
import static stampede.platform.SampleDatabase.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contracts.Caller;
import stampede.contracts.FailureCode;
import stampede.contracts.Money;
import stampede.contracts.Role;
import stampede.contracts.order.OrderEvent;
import stampede.contracts.order.OrderEvent.OrderPlaced;
import stampede.contracts.order.ShippingAddress;
import stampede.contracts.payment.PaymentEvent;
import stampede.platform.SampleBus;
import stampede.platform.SampleCallback;
import stampede.platform.SampleDatabase;
import stampede.platform.aggregate.Aggregates;
import stampede.platform.api.ApiReply;
import stampede.platform.api.CallbackSignature;
import stampede.platform.events.Inbox;
import stampede.platform.events.Outbox;
import stampede.platform.events.ReceivedEvent;
import stampede.platform.json.Json;

/** What payment answers customers, staff and the provider. Each test has an order of its own. */
class PaymentVerticleIT {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final AtomicInteger WOKEN = new AtomicInteger();
  private static SampleDatabase database;
  private static SampleBus bus;
  private static Inbox inbox;

  private final UUID orderId = UUID.randomUUID();

  @BeforeAll
  static void start() {
    database = new SampleDatabase("payment");
    bus = new SampleBus(database.vertx(), "payment");
    Aggregates<Payment, PaymentEvent> payments =
        new Aggregates<>(
            database.database(),
            new Outbox<>(database.vertx(), PaymentEvent.TOPIC, CLOCK),
            PaymentService.MAPPING);
    inbox =
        new Inbox(
            database.database(),
            List.of(OrderEvent.TOPIC),
            new OrderFollower(payments, CLOCK, Duration.ofMinutes(10)),
            () -> {});
    await(
        database
            .vertx()
            .deployVerticle(
                new PaymentVerticle(
                    bus.apiAnswers(),
                    payments,
                    new CallbackSignature("secret", CLOCK),
                    CLOCK,
                    WOKEN::incrementAndGet)));
  }

  @AfterAll
  static void stop() {
    bus.close();
    database.close();
  }

  @BeforeEach
  void place() {
    await(
        inbox.receive(
            OrderEvent.TOPIC.name(),
            List.of(
                ReceivedEvent.of(
                    OrderEvent.TOPIC,
                    1,
                    new OrderPlaced(
                        orderId,
                        "kim",
                        List.of(),
                        new Money(500, "GBP"),
                        "tok_visa",
                        new ShippingAddress("Kim", "1 Main St", "London", "E1", "GB"),
                        CLOCK.instant())))));
  }

  private SampleBus.Call callback(String body, String signature) {
    return bus.as(Caller.ANONYMOUS, "receiveProviderUpdate")
        .with("orderId", orderId)
        .with(CallbackSignature.HEADER, signature)
        .body(body);
  }

  private SampleBus.Call callback(String body) {
    String json = body.replace('\'', '"');
    return callback(json, SampleCallback.sign("secret", CLOCK.instant(), json));
  }

  private void capture() {
    callback("{'status':'captured','chargeId':'ch_1'}").done();
  }

  private SampleBus.Call refund(String key, int pence) {
    return bus.as(STAFF, "refundPayment")
        .with("orderId", orderId)
        .with("Idempotency-Key", key)
        .body("{'amount':{'minorUnits':%d,'currency':'GBP'},'reason':'sorry'}".formatted(pence));
  }

  private PaymentView payment() {
    return Json.read(
        bus.as(KIM, "getPayment").with("orderId", orderId).done().body(), PaymentView.class);
  }

  private List<String> told() {
    return database.query(
        "SELECT type FROM outbox WHERE aggregate_id = $1 ORDER BY id",
        row -> row.getString("type").replaceAll(".*\\.(\\w+)\\.v1", "$1"),
        orderId.toString());
  }

  @Test
  void anotherCustomersPaymentIsNotThere() {
    Caller stranger = new Caller("lou", Role.CUSTOMER);

    ApiReply.Refused refused = bus.as(stranger, "getPayment").with("orderId", orderId).refused();

    assertThat(refused.code()).isEqualTo(FailureCode.NO_SUCH_RESOURCE);
  }

  @Test
  void theProvidersWordIsTakenOnceHoweverOftenItComes() {
    capture();
    capture();
    callback("{'status':'declined','reason':'late'}").done();

    assertThat(payment().state()).isEqualTo("CAPTURED");
    assertThat(told()).containsExactly("PaymentCaptured");
  }

  @Test
  void aCallbackMayHaveGrown() {
    callback("{'status':'captured','chargeId':'ch_1','riskScore':{'is':'new'}}").done();

    assertThat(payment().state()).isEqualTo("CAPTURED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "t=1,v1=00"})
  void anUnsignedCallbackChangesNothing(String signature) {
    ApiReply.Refused refused =
        callback("{'status':'captured','chargeId':'ch_1'}", signature).refused();

    assertThat(refused.code()).isEqualTo(FailureCode.SIGNATURE_INVALID);
    assertThat(payment().state()).isEqualTo("PENDING");
  }

  @Test
  void aSignatureOfAnotherBodyChangesNothing() {
    String other = SampleCallback.sign("secret", CLOCK.instant(), "{\"status\":\"declined\"}");

    callback("{'status':'captured','chargeId':'ch_1'}", other).refused();

    assertThat(payment().state()).isEqualTo("PENDING");
  }

  @Test
  void nonsenseThatIsSignedIsRefused() {
    ApiReply.Refused refused = callback("{'status':").refused();

    assertThat(refused.code()).isEqualTo(FailureCode.INVALID_BODY);
  }

  @Test
  void aRefundIsRequestedOnceUnderItsKey() {
    capture();
    int before = WOKEN.get();

    ApiReply.Done first = refund("a", 200).done();
    ApiReply.Done again = refund("a", 200).done();

    assertThat(first.status()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(payment().refunds()).hasSize(1);
    assertThat(WOKEN.get()).isGreaterThan(before);
  }

  @Test
  void theKeyOfARefundIsGoodForNoOther() {
    capture();
    refund("a", 200).done();

    ApiReply.Refused other = refund("a", 201).refused();

    assertThat(other.code()).isEqualTo(FailureCode.IDEMPOTENCY_KEY_REUSED);
    assertThat(payment().refunds()).hasSize(1);
  }

  @Test
  void noMoreIsGivenBackThanIsKept() {
    capture();
    refund("a", 300).done();

    ApiReply.Refused tooMuch = refund("b", 201).refused();

    assertThat(tooMuch.code()).isEqualTo(FailureCode.NOT_REFUNDABLE);
    assertThat(tooMuch.detail()).contains("2.00 GBP");
    refund("c", 200).done();
  }

  @Test
  void whatWasNotCapturedCannotBeGivenBack() {
    ApiReply.Refused refused = refund("a", 1).refused();

    assertThat(refused.code()).isEqualTo(FailureCode.NOT_REFUNDABLE);
  }
}

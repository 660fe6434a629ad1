package stampede.payment;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stampede.contracts.Money;
import stampede.contracts.order.CancellationReason;
import stampede.contracts.order.OrderEvent;
import stampede.contracts.order.OrderEvent.OrderCancelled;
import stampede.contracts.order.OrderEvent.OrderLinesCancelled;
import stampede.contracts.order.OrderEvent.OrderPaid;
import stampede.contracts.order.OrderEvent.OrderPlaced;
import stampede.contracts.order.ShippingAddress;
import stampede.contracts.payment.PaymentEvent;
import stampede.platform.SampleDatabase;
import stampede.platform.aggregate.Aggregates;
import stampede.platform.aggregate.DueWork;
import stampede.platform.events.Inbox;
import stampede.platform.events.Outbox;
import stampede.platform.events.ReceivedEvent;

class PaymentCollectionIT {

  private static final String ORDERS = OrderEvent.TOPIC.name();
  private static final Money TOTAL = new Money(500, "GBP");

  private final UUID orderId = UUID.randomUUID();
  private final List<ProviderQuestion> asked = Collections.synchronizedList(new ArrayList<>());
  private final ConcurrentLinkedDeque<Function<ProviderQuestion, ProviderAnswer>> script =
      new ConcurrentLinkedDeque<>();
  private final ModelProvider provider = new ModelProvider(false);
  private SampleDatabase database;
  private Aggregates<Payment, PaymentEvent> payments;
  private Inbox inbox;

  @BeforeEach
  void open() {
    database = new SampleDatabase("payment");
    payments =
        new Aggregates<>(
            database.database(),
            new Outbox<>(database.vertx(), PaymentEvent.TOPIC, Clock.systemUTC()),
            PaymentService.MAPPING);
    inbox =
        new Inbox(
            database.database(),
            List.of(OrderEvent.TOPIC),
            new OrderFollower(payments, Clock.systemUTC(), Duration.ofMinutes(10)),
            () -> {});
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void startCollection() {
    DueWork<Payment> work =
        new PaymentCollection(payments, this::answer, Clock.systemUTC(), Duration.ofMillis(300))
            .work();
    SampleDatabase.await(database.vertx().deployVerticle(work));
  }

  /** As the script says; once it is used up, as the contract says. */
  private Future<ProviderAnswer> answer(ProviderQuestion question) {
    asked.add(question);
    Function<ProviderQuestion, ProviderAnswer> scripted = script.poll();
    return Future.succeededFuture(
        scripted == null ? provider.ask(question) : scripted.apply(question));
  }

  private List<String> tracesInOutbox() {
    return database.query("SELECT trace FROM outbox ORDER BY id", row -> row.getString("trace"));
  }

  private ReceivedEvent event(long sequence, OrderEvent event) {
    return ReceivedEvent.of(OrderEvent.TOPIC, sequence, event);
  }

  private ReceivedEvent placed() {
    return event(
        1,
        new OrderPlaced(
            orderId,
            "kim",
            List.of(),
            TOTAL,
            "tok_visa",
            new ShippingAddress("Kim", "1 Main St", "London", "E1", "GB"),
            Instant.now()));
  }

  private ReceivedEvent cancelled(long sequence) {
    return event(
        sequence, new OrderCancelled(orderId, CancellationReason.REQUESTED, Money.zero("GBP")));
  }

  private void receive(ReceivedEvent... events) {
    SampleDatabase.await(inbox.receive(ORDERS, List.of(events)));
  }

  private Payment payment() {
    return SampleDatabase.await(payments.find(orderId)).orElseThrow();
  }

  private void awaitOutbox(String... events) {
    await()
        .atMost(10, SECONDS)
        .untilAsserted(() -> assertThat(database.outbox()).containsExactly(events));
  }

  @Test
  void anOrderThatIsPlacedIsCharged() {
    receive(placed(), placed());

    startCollection();

    awaitOutbox("PaymentCaptured 1");
    assertThat(asked).containsExactly(new ProviderQuestion.Charge(orderId, TOTAL, "tok_visa"));
    assertThat(payment()).isInstanceOf(Payment.Paid.class);
  }

  @Test
  void whatTheProviderAnswersBelongsToTheTraceOfTheOrder() {
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    receive(placed().ofTrace(trace));

    startCollection();

    awaitOutbox("PaymentCaptured 1");
    assertThat(tracesInOutbox()).containsExactly(trace);
  }

  @Test
  void theAttemptIsWrittenBeforeTheProviderIsAsked() {
    receive(placed());
    List<Boolean> attempted = new ArrayList<>();
    PaymentProvider looking =
        question ->
            payments
                .find(orderId)
                .map(
                    found -> {
                      attempted.add(found.orElseThrow().details().attempted());
                      return provider.ask(question);
                    });

    SampleDatabase.await(
        database
            .vertx()
            .deployVerticle(
                new PaymentCollection(payments, looking, Clock.systemUTC(), Duration.ofSeconds(30))
                    .work()));

    awaitOutbox("PaymentCaptured 1");
    assertThat(attempted).containsExactly(true);
  }

  @Test
  void whatIsUnclearIsAskedAboutUntilItIsClear() {
    receive(placed());
    script.add(
        question -> {
          provider.ask(question);
          return new ProviderAnswer.Unclear("time-out after the charge");
        });

    startCollection();

    awaitOutbox("PaymentOutcomeUnknown 1", "PaymentCaptured 2");
    assertThat(provider.captures()).isEqualTo(1);
  }

  @Test
  void aCollectorThatDiesWhileAskingIsReplaced() {
    receive(placed());
    script.add(
        question -> {
          provider.ask(question);
          throw new IllegalStateException("died before it could write the answer down");
        });

    startCollection();

    awaitOutbox("PaymentCaptured 1");
    assertThat(provider.captures()).isEqualTo(1);
  }

  @Test
  void aCancelledOrderIsGivenBackWhateverTheWireDoes() {
    startCollection();
    receive(cancelled(3));
    receive(placed());
    awaitOutbox("PaymentCaptured 1");

    receive(event(2, new OrderPaid(orderId)), cancelled(3), placed());

    awaitOutbox("PaymentCaptured 1", "PaymentRefunded 2");
    assertThat(provider.refunded()).isEqualTo(500);
  }

  @Test
  void aCancelledLineIsGivenBack() {
    startCollection();
    receive(placed());
    awaitOutbox("PaymentCaptured 1");

    receive(event(2, new OrderLinesCancelled(orderId, "c", List.of(), new Money(200, "GBP"))));

    awaitOutbox("PaymentCaptured 1", "PaymentRefunded 2");
    assertThat(provider.refunded()).isEqualTo(300);
  }

  @Test
  void anOrderThatIsCancelledBeforeItsFirstAttemptIsNotCharged() {
    receive(placed(), event(2, new OrderPaid(orderId)), cancelled(3));

    startCollection();

    awaitOutbox("PaymentFailed 1");
    assertThat(asked).isEmpty();
  }
}

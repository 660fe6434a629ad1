package stampede.order;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.platform.SampleDatabase.await;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stampede.contracts.Topic;
import stampede.contracts.catalog.ProductEvent;
import stampede.contracts.catalog.ProductEvent.ProductChanged;
import stampede.contracts.catalog.ProductEvent.ProductCreated;
import stampede.contracts.delivery.DeliveryEvent;
import stampede.contracts.delivery.DeliveryEvent.DeliveryCompleted;
import stampede.contracts.delivery.DeliveryEvent.DeliveryDispatched;
import stampede.contracts.delivery.DeliveryEvent.DeliveryScheduled;
import stampede.contracts.inventory.StockEvent;
import stampede.contracts.inventory.StockEvent.StockCommitted;
import stampede.contracts.inventory.StockEvent.StockReserved;
import stampede.contracts.order.OrderEvent;
import stampede.contracts.payment.PaymentEvent;
import stampede.contracts.payment.PaymentEvent.PaymentCaptured;
import stampede.platform.SampleDatabase;
import stampede.platform.aggregate.Verdict;
import stampede.platform.events.Inbox;
import stampede.platform.events.Outbox;
import stampede.platform.events.ReceivedEvent;

class OrderStoreIT {

  private static final List<Topic<?>> FOLLOWED =
      List.of(ProductEvent.TOPIC, StockEvent.TOPIC, PaymentEvent.TOPIC, DeliveryEvent.TOPIC);

  private SampleDatabase database;
  private OrderStore orders;
  private ProductCopies products;
  private Inbox inbox;

  @BeforeEach
  void open() {
    database = new SampleDatabase("order");
    orders =
        new OrderStore(
            database.database(),
            new Outbox<>(database.vertx(), OrderEvent.TOPIC, Clock.systemUTC()));
    products = new ProductCopies();
    inbox =
        new Inbox(
            database.database(),
            FOLLOWED,
            new Followers(orders, products, Clock.fixed(Orders.NOW, ZoneOffset.UTC)),
            () -> {});
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static OrderStore.Entry entry(String customerId, String key, String hash) {
    return new OrderStore.Entry(
        new Placement.Key(customerId, key, hash),
        Order.place(Orders.details(UuidCreator.getTimeOrderedEpoch()), "tok_visa", Orders.NOW),
        "trace");
  }

  private UUID place() {
    OrderStore.Entry entry = entry("kim", UUID.randomUUID().toString(), "h");
    await(orders.place(List.of(entry)));
    return entry.id();
  }

  private String stateOf(UUID id) {
    return OrderView.stateOf(await(orders.find(id)).orElseThrow());
  }

  @Test
  void ordersThatComeTogetherAreWrittenTogether() {
    OrderStore.Entry one = entry("kim", "1", "h");
    OrderStore.Entry two = entry("lee", "1", "h");

    List<Optional<Placement.Earlier>> outcome = await(orders.place(List.of(one, two)));

    assertThat(outcome).containsExactly(Optional.empty(), Optional.empty());
    assertThat(await(orders.find(one.id()))).isEqualTo(one.decision().after());
    assertThat(database.outbox()).containsExactly("OrderPlaced 1", "OrderPlaced 1");
  }

  @Test
  void aKeyHasOneEffectHoweverOftenItComesAtOnce() {
    List<Future<List<Optional<Placement.Earlier>>>> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(orders.place(List.of(entry("kim", "key", "hash"))));
    }

    await(Future.all(all));

    long written = all.stream().filter(outcome -> outcome.result().getFirst().isEmpty()).count();
    assertThat(written).isEqualTo(1);
    assertThat(database.outbox()).hasSize(1);
    assertThat(database.query("SELECT 1 FROM customer_order", row -> row)).hasSize(1);
  }

  @Test
  void theSameKeyTwiceInOneBatchIsWrittenOnce() {
    OrderStore.Entry first = entry("kim", "key", "hash");
    OrderStore.Entry second = entry("kim", "key", "hash");

    List<Optional<Placement.Earlier>> outcome = await(orders.place(List.of(first, second)));

    assertThat(outcome.get(0)).isEmpty();
    assertThat(outcome.get(1).orElseThrow().orderId()).isEqualTo(first.id());
  }

  @Test
  void theAnswerToARepetitionIsTheOrderAsItWasPlaced() {
    OrderStore.Entry entry = entry("kim", "key", "hash");
    await(orders.place(List.of(entry)));
    await(
        orders.decide(
            entry.id(),
            found ->
                new Verdict<>(
                    ((Order.Placed) found.orElseThrow()).cancel(Orders.everything(), Orders.NOW),
                    "")));

    Placement.Earlier earlier =
        await(orders.place(List.of(entry("kim", "key", "hash")))).getFirst().orElseThrow();

    assertThat(earlier.answer(new Placement.Key("kim", "key", "hash")))
        .isEqualTo(
            new Placement.Placed(entry.decision().after().orElseThrow().details().asPlaced()));
    assertThat(earlier.answer(new Placement.Key("kim", "key", "other")))
        .isEqualTo(new Placement.KeyReused());
  }

  @Test
  void keysOfDifferentCustomersDoNotMeet() {
    await(orders.place(List.of(entry("kim", "key", "hash"))));

    assertThat(await(orders.place(List.of(entry("lee", "key", "hash")))).getFirst()).isEmpty();
  }

  @Test
  void listsACustomersOrdersNewestFirst() {
    UUID first = place();
    UUID second = place();
    UUID third = place();

    List<Order> page = await(orders.list("kim", new UUID(-1L, -1L), 2));
    List<Order> next = await(orders.list("kim", second, 2));

    assertThat(page).extracting(Order::id).containsExactly(third, second);
    assertThat(next).extracting(Order::id).containsExactly(first);
  }

  @Test
  void theChoreographyComesToTheSameEndInAnyOrderOfTopics() {
    UUID id = place();
    ReceivedEvent reserved =
        ReceivedEvent.of(StockEvent.TOPIC, 1, new StockReserved(id, List.of(), Orders.NOW));
    ReceivedEvent captured =
        ReceivedEvent.of(PaymentEvent.TOPIC, 1, new PaymentCaptured(id, Orders.pounds(2450), "c"));
    ReceivedEvent committed = ReceivedEvent.of(StockEvent.TOPIC, 2, new StockCommitted(id));
    ReceivedEvent scheduled =
        ReceivedEvent.of(DeliveryEvent.TOPIC, 1, new DeliveryScheduled(id, "t"));
    ReceivedEvent dispatched = ReceivedEvent.of(DeliveryEvent.TOPIC, 2, new DeliveryDispatched(id));
    ReceivedEvent completed = ReceivedEvent.of(DeliveryEvent.TOPIC, 3, new DeliveryCompleted(id));

    await(inbox.receive(PaymentEvent.TOPIC.name(), List.of(captured, captured)));
    assertThat(stateOf(id)).isEqualTo("PAID");
    await(inbox.receive(StockEvent.TOPIC.name(), List.of(committed)));
    await(inbox.receive(StockEvent.TOPIC.name(), List.of(reserved, committed)));
    assertThat(stateOf(id)).isEqualTo("CONFIRMED");
    await(inbox.receive(DeliveryEvent.TOPIC.name(), List.of(completed, dispatched)));
    await(inbox.receive(DeliveryEvent.TOPIC.name(), List.of(scheduled, dispatched)));

    assertThat(stateOf(id)).isEqualTo("DELIVERED");
    assertThat(database.outbox())
        .containsExactly(
            "OrderPlaced 1",
            "OrderPaid 2",
            "OrderConfirmed 3",
            "OrderShipped 4",
            "OrderDelivered 5");
  }

  @Test
  void keepsWhatTheCatalogueSaysLast() {
    ReceivedEvent created =
        ReceivedEvent.of(
            ProductEvent.TOPIC, 1, new ProductCreated("A", "Lamp", Orders.pounds(5), true));
    ReceivedEvent changed =
        ReceivedEvent.of(
            ProductEvent.TOPIC, 2, new ProductChanged("A", "Lamp", Orders.pounds(7), true));

    await(inbox.receive(ProductEvent.TOPIC.name(), List.of(changed, created, changed)));

    Map<String, Product> kept =
        await(
            database
                .database()
                .onConnection(connection -> products.find(connection, List.of("A", "B"))));
    assertThat(kept)
        .containsOnlyKeys("A")
        .containsEntry("A", new Product("A", "Lamp", Orders.pounds(7), true));
  }
}

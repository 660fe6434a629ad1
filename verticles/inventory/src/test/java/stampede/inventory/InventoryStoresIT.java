package stampede.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stampede.platform.SampleDatabase.await;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stampede.contracts.Money;
import stampede.contracts.inventory.ReservationOutcome;
import stampede.contracts.inventory.ReservationOutcome.Reserved;
import stampede.contracts.inventory.ReserveStock;
import stampede.contracts.inventory.StockEvent;
import stampede.contracts.inventory.StockLine;
import stampede.contracts.order.CancellationReason;
import stampede.contracts.order.OrderEvent;
import stampede.contracts.order.OrderEvent.OrderCancelled;
import stampede.contracts.order.OrderEvent.OrderLinesCancelled;
import stampede.contracts.order.OrderEvent.OrderPaid;
import stampede.contracts.order.OrderEvent.OrderPaymentUnknown;
import stampede.platform.SampleDatabase;
import stampede.platform.events.Inbox;
import stampede.platform.events.Outbox;
import stampede.platform.events.ReceivedEvent;

class InventoryStoresIT {

  private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");
  private static final Money NOTHING = Money.zero("GBP");
  private static final String ORDERS = OrderEvent.TOPIC.name();

  private SampleDatabase inventory;
  private StockStore stock;
  private ReservationStore reservations;
  private Inbox inbox;

  @BeforeEach
  void open() {
    inventory = new SampleDatabase("inventory");
    Outbox<StockEvent> outbox =
        new Outbox<>(inventory.vertx(), StockEvent.TOPIC, Clock.systemUTC());
    stock = new StockStore(inventory.database(), outbox);
    reservations = new ReservationStore(inventory.database(), stock, outbox);
    inbox =
        new Inbox(
            inventory.database(),
            List.of(OrderEvent.TOPIC),
            new OrderFollower(reservations),
            () -> {});
  }

  @AfterEach
  void close() {
    inventory.close();
  }

  private void receive(String sku, long quantity) {
    await(
        stock.move(
            Movement.receipt("anna", UUID.randomUUID().toString(), "h", sku, quantity, "n")));
  }

  private UUID reserve(Instant expiresAt, StockLine... lines) {
    UUID orderId = UUID.randomUUID();
    List<ReservationOutcome> outcomes =
        await(reservations.reserve(List.of(asked(request(orderId, expiresAt, lines)))));
    assertThat(outcomes).containsExactly(new Reserved(orderId, expiresAt));
    return orderId;
  }

  private static ReservationStore.Asked asked(ReserveStock request) {
    return new ReservationStore.Asked(request, "trace of " + request.orderId());
  }

  private static ReserveStock request(UUID orderId, Instant expiresAt, StockLine... lines) {
    return new ReserveStock(orderId, "attempt of " + orderId, List.of(lines), expiresAt);
  }

  private Stock stockOf(String sku) {
    return await(stock.find(sku)).orElseThrow();
  }

  @Test
  void whatIsReservedIsNoLongerAvailable() {
    receive("A", 5);

    reserve(LATER, new StockLine("A", 2));

    assertThat(stockOf("A")).isEqualTo(new Stock("A", 5, 3, 2, 0, 1));
    assertThat(inventory.outbox()).containsExactly("StockReceived 1", "StockReserved 1");
  }

  @Test
  void underAnyCrowdNotOnePieceTooManyIsHeld() {
    receive("A", 100);
    receive("B", 40);
    List<Future<List<ReservationOutcome>>> crowd = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      List<ReserveStock> batch = new ArrayList<>();
      for (int j = 0; j < 5; j++) {
        StockLine a = new StockLine("A", 1);
        StockLine b = new StockLine("B", 1);
        batch.add(
            (i + j) % 2 == 0
                ? request(UUID.randomUUID(), LATER, a, b)
                : request(UUID.randomUUID(), LATER, b, a));
      }
      crowd.add(reservations.reserve(batch.stream().map(InventoryStoresIT::asked).toList()));
    }

    await(Future.all(crowd));

    long granted =
        crowd.stream()
            .flatMap(outcomes -> outcomes.result().stream())
            .filter(Reserved.class::isInstance)
            .count();
    assertThat(granted).isEqualTo(40);
    assertThat(stockOf("A")).isEqualTo(new Stock("A", 100, 60, 40, 0, 1));
    assertThat(stockOf("B")).isEqualTo(new Stock("B", 40, 0, 40, 0, 1));
  }

  @Test
  void theSameOrderOnSeveralNodesAtOnceHoldsOnce() {
    receive("A", 10);
    ReserveStock request = request(UUID.randomUUID(), LATER, new StockLine("A", 1));
    List<Future<List<ReservationOutcome>>> several = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      several.add(reservations.reserve(List.of(asked(request))));
    }

    await(Future.all(several));

    assertThat(stockOf("A").reserved()).isEqualTo(1);
  }

  @Test
  void theLastPiecesGoToWhoeverTriesForThemAgain() {
    receive("A", 2);
    UUID first = UUID.randomUUID();
    List<StockLine> lines = List.of(new StockLine("A", 2));
    await(reservations.reserve(List.of(asked(new ReserveStock(first, "one", lines, LATER)))));

    List<ReservationOutcome> again =
        await(
            reservations.reserve(
                List.of(asked(new ReserveStock(UUID.randomUUID(), "one", lines, LATER)))));

    assertThat(again).containsExactly(new Reserved(first, LATER));
    assertThat(stockOf("A")).isEqualTo(new Stock("A", 2, 0, 2, 0, 1));
  }

  @Test
  void whatWasAbandonedBeforeItArrivedIsNotHeld() {
    receive("A", 5);
    UUID orderId = UUID.randomUUID();
    await(reservations.abandon(orderId));

    List<ReservationOutcome> late =
        await(reservations.reserve(List.of(asked(request(orderId, LATER, new StockLine("A", 2))))));

    assertThat(late).containsExactly(new ReservationOutcome.Ended());
    assertThat(stockOf("A")).isEqualTo(new Stock("A", 5, 5, 0, 0, 1));
  }

  @Test
  void whatIsAbandonedWhileItArrivesIsNotHeldInTheEnd() {
    receive("A", 500);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      UUID orderId = UUID.randomUUID();
      all.add(reservations.reserve(List.of(asked(request(orderId, LATER, new StockLine("A", 2))))));
      all.add(reservations.abandon(orderId));
    }

    await(Future.join(all).otherwiseEmpty());

    assertThat(stockOf("A")).isEqualTo(new Stock("A", 500, 500, 0, 0, 1));
  }

  @Test
  void anOrdersEventsMoveItsStockWhateverTheWireDoes() {
    receive("A", 10);
    UUID orderId = reserve(LATER, new StockLine("A", 4));
    ReceivedEvent first = ReceivedEvent.of(OrderEvent.TOPIC, 1, new OrderPaymentUnknown(orderId));
    ReceivedEvent paid = ReceivedEvent.of(OrderEvent.TOPIC, 2, new OrderPaid(orderId));
    ReceivedEvent line =
        ReceivedEvent.of(
            OrderEvent.TOPIC,
            3,
            new OrderLinesCancelled(orderId, "c", List.of(new StockLine("A", 1)), NOTHING));
    ReceivedEvent cancelled =
        ReceivedEvent.of(
            OrderEvent.TOPIC,
            4,
            new OrderCancelled(orderId, CancellationReason.DELIVERY_FAILED, NOTHING));

    await(inbox.receive(ORDERS, List.of(line, paid, paid)));
    await(inbox.receive(ORDERS, List.of(first, paid)));
    await(inbox.receive(ORDERS, List.of(cancelled, line, cancelled, first)));

    assertThat(stockOf("A")).isEqualTo(new Stock("A", 10, 10, 0, 0, 1));
    assertThat(inventory.outbox())
        .containsExactly(
            "StockReceived 1",
            "StockReserved 1",
            "StockCommitted 2",
            "StockReleased 3",
            "StockReleased 4");
  }

  @Test
  void whatIsNotPaidInTimeIsAvailableAgain() {
    receive("A", 10);
    reserve(Instant.parse("2026-01-01T00:00:00Z"), new StockLine("A", 3));
    reserve(LATER, new StockLine("A", 2));

    int ended = await(reservations.expire(Instant.parse("2026-01-01T00:00:00Z"), 100));

    assertThat(ended).isEqualTo(1);
    assertThat(stockOf("A")).isEqualTo(new Stock("A", 10, 8, 2, 0, 1));
    assertThat(inventory.outbox()).last().isEqualTo("ReservationExpired 2");
  }

  @Test
  void twoSweepsAtOnceEndEachReservationOnce() {
    receive("A", 100);
    for (int i = 0; i < 30; i++) {
      reserve(Instant.EPOCH, new StockLine("A", 1));
    }

    Future<Integer> one = reservations.expire(Instant.now(), 20);
    Future<Integer> other = reservations.expire(Instant.now(), 20);
    await(Future.all(one, other));
    int rest = await(reservations.expire(Instant.now(), 100));

    assertThat(one.result() + other.result() + rest).isEqualTo(30);
    assertThat(stockOf("A")).isEqualTo(new Stock("A", 100, 100, 0, 0, 1));
  }

  @Test
  void bookingTheSameReceiptTwiceAddsOnce() {
    Movement receipt = Movement.receipt("anna", "key", "hash", "A", 5, "note");
    List<Future<MovementOutcome>> twice = List.of(stock.move(receipt), stock.move(receipt));

    await(Future.all(twice));

    assertThat(twice)
        .extracting(Future::result)
        .containsOnly(new MovementOutcome.Moved(new Stock("A", 5, 5, 0, 0, 1)));
    assertThat(stockOf("A").received()).isEqualTo(5);
  }

  @Test
  void aKeyIsGoodForOneRequestOfOnePerson() {
    await(stock.move(Movement.receipt("anna", "key", "hash", "A", 5, "note")));

    MovementOutcome another =
        await(stock.move(Movement.receipt("anna", "key", "other", "A", 6, "note")));
    MovementOutcome bens =
        await(stock.move(Movement.receipt("ben", "key", "hash", "A", 1, "note")));

    assertThat(another).isEqualTo(new MovementOutcome.KeyReused());
    assertThat(bens).isEqualTo(new MovementOutcome.Moved(new Stock("A", 6, 6, 0, 0, 2)));
  }

  @Test
  void whatIsHeldCannotBeAdjustedAway() {
    receive("A", 5);
    reserve(LATER, new StockLine("A", 3));

    MovementOutcome tooMuch =
        await(stock.move(Movement.adjustment("anna", "k1", "h", "A", -3, "broken")));
    MovementOutcome justRight =
        await(stock.move(Movement.adjustment("anna", "k2", "h", "A", -2, "broken")));

    assertThat(tooMuch).isEqualTo(new MovementOutcome.TooFew(2));
    assertThat(justRight).isEqualTo(new MovementOutcome.Moved(new Stock("A", 3, 0, 3, 0, 2)));
  }

  @Test
  void theDatabaseItselfRefusesBooksThatDoNotBalance() {
    receive("A", 5);

    assertThatThrownBy(
            () -> inventory.execute("UPDATE stock SET sold = sold + 1 WHERE sku = $1", "A"))
        .hasMessageContaining("every_piece_is_somewhere");
  }
}

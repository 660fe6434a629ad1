package stampede.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stampede.contracts.FailureCode;
import stampede.contracts.Money;
import stampede.contracts.Role;
import stampede.contracts.inventory.StockLine;
import stampede.contracts.order.ShippingAddress;

class ShopTest {

  private static final Product JUG = Product.of("JUG 1", "a jug", new Money(250, "GBP"));
  private static final NewOrder TWO_JUGS =
      new NewOrder(
          List.of(new StockLine("JUG 1", 2)),
          "tok_test",
          new ShippingAddress("Alice", "1 Mill Lane", "Ambleford", "DM1 1AA", "GB"));

  @TempDir private Path data = Path.of("");

  private final ConcurrentLinkedQueue<String> news = new ConcurrentLinkedQueue<>();
  private FakeShop fake;
  private Shop shop;
  private Credentials staff;
  private Credentials alice;

  @BeforeEach
  void start() throws Exception {
    fake = FakeShop.start();
    shop = new Shop(fake.api(), 4, Duration.ofSeconds(20), news::add);
    staff = TestKeys.issuer(data).credentials("staff", Role.STAFF);
    alice = TestKeys.issuer(data).credentials("alice", Role.CUSTOMER);
    shop.create(staff, JUG);
    shop.receive(staff, "first", JUG.sku(), 10, "a test");
  }

  @AfterEach
  void stop() {
    shop.close();
    fake.close();
  }

  private void next(Fault... faults) {
    Deque<Fault> coming = new ArrayDeque<>(List.of(faults));
    fake.faults(call -> coming.isEmpty() ? Fault.NONE : coming.removeFirst());
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void ordersOnceWhateverHappensOnTheWay(Fault fault) throws InterruptedException {
    next(fault, fault);

    Answer<PlacedOrder> answer = shop.place(alice, "key", TWO_JUGS);

    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Done.class,
            done ->
                assertThat(((PlacedOrder) done.value()).total()).isEqualTo(new Money(500, "GBP")));
    assertThat(fake.orders()).hasSize(1);
    assertThat(fake.available()).isEqualTo(Map.of("JUG 1", 8L));
  }

  @Test
  void waitsAsLongAsTheShopAsks() throws InterruptedException {
    next(Fault.BUSY_FOR_A_SECOND);
    long start = System.nanoTime();

    shop.place(alice, "key", TWO_JUGS);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(990));
  }

  @Test
  void tellsOnceThatTheShopIsAwayAndOnceThatItIsBack() throws InterruptedException {
    next(Fault.UNAVAILABLE, Fault.ANSWER_LOST, Fault.UNAVAILABLE);

    shop.place(alice, "key", TWO_JUGS);

    assertThat(news).hasSize(2);
    assertThat(news).last().isEqualTo("the shop answers again");
  }

  @Test
  void givesUpWhenPatienceHasEnded() throws IOException {
    next(Fault.UNAVAILABLE);
    fake.faults(call -> Fault.UNAVAILABLE);
    try (Shop impatient = new Shop(fake.api(), 1, Duration.ofMillis(300), news::add)) {
      assertThatThrownBy(() -> impatient.place(alice, "key", TWO_JUGS))
          .isInstanceOf(CannotGoOn.class)
          .hasMessageContaining(fake.api().toString())
          .hasMessageContaining("run this again");
    }
  }

  @Test
  void saysAtOnceWhenNobodyIsThere() {
    URI nobody = fake.api();
    fake.close();
    try (Shop closed = new Shop(nobody, 1, Duration.ofMinutes(5), news::add)) {
      assertThatThrownBy(closed::requireListening)
          .isInstanceOf(CannotGoOn.class)
          .hasMessageContaining("./scripts/run")
          .hasMessageContaining("--api");
    }
  }

  @Test
  void answersARefusalWithItsReason() throws InterruptedException {
    NewOrder tooMany =
        new NewOrder(List.of(new StockLine("JUG 1", 11)), "tok_test", TWO_JUGS.shipTo());

    Answer<PlacedOrder> answer = shop.place(alice, "key", tooMany);

    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused -> assertThat(refused.problem().is(FailureCode.OUT_OF_STOCK)).isTrue());
  }

  @Test
  void takesAProductThatIsThereAlreadyForCreated() throws InterruptedException {
    assertThat(shop.create(staff, JUG)).isInstanceOf(Answer.Done.class);
  }

  @Test
  void refusesToCreateWhatIsThereAsSomethingElse() throws InterruptedException {
    Product dearer = Product.of("JUG 1", "a jug", new Money(300, "GBP"));

    assertThat(shop.create(staff, dearer)).isInstanceOf(Answer.Refused.class);
  }

  @Test
  void readsTheWholeCatalogueOverItsPages() throws InterruptedException {
    for (int i = 0; i < 401; i++) {
      shop.create(staff, Product.of("S%03d".formatted(i), "thing", new Money(1, "GBP")));
    }

    assertThat(shop.products()).hasSize(402).extracting(Product::sku).doesNotHaveDuplicates();
  }
}

package stampede.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stampede.contracts.Money;
import stampede.contracts.Role;
import stampede.contracts.inventory.StockLine;
import stampede.contracts.order.ShippingAddress;

class UndoingTest {

  private static final List<StockLine> ONE_JUG = List.of(new StockLine("JUG", 1));

  @TempDir private Path data = Path.of("");

  private FakeShop fake;
  private Shop shop;
  private Credentials alice;
  private UUID order;

  @BeforeEach
  void start() throws Exception {
    fake = FakeShop.start();
    shop = new Shop(fake.api(), 4, Duration.ofSeconds(20), news -> {});
    TokenIssuer issuer = TestKeys.issuer(data);
    Credentials staff = issuer.credentials("staff", Role.STAFF);
    alice = issuer.credentials("alice", Role.CUSTOMER);
    shop.create(staff, Product.of("JUG", "a jug", new Money(250, "GBP")));
    shop.receive(staff, "first", "JUG", 10, "a test");
    order = placed();
  }

  @AfterEach
  void stop() {
    shop.close();
    fake.close();
  }

  private UUID placed() throws InterruptedException {
    ShippingAddress home = new ShippingAddress("Alice", "1 Mill Lane", "Ambleford", "", "GB");
    return shop.place(alice, "key", new NewOrder(ONE_JUG, "tok_test", home))
        .orElseThrow(problem -> new CannotGoOn(problem.toString()))
        .id();
  }

  private Undoing.Outcome undo() throws InterruptedException {
    return new Undoing(shop, Duration.ofSeconds(1), Duration.ofMillis(10))
        .undo(alice, order, "C1", ONE_JUG);
  }

  private void states(String... states) {
    Iterator<String> coming = List.of(states).iterator();
    fake.orderStates(each -> coming.hasNext() ? coming.next() : states[states.length - 1]);
  }

  private List<String> wishes() {
    return fake.orders().getFirst().findValuesAsText("id").stream()
        .filter(id -> id.endsWith("C1"))
        .toList();
  }

  @Test
  void cancelsWhatIsNotSentYet() throws InterruptedException {
    states("PLACED");

    assertThat(undo()).isInstanceOf(Undoing.Outcome.Cancelled.class);
    assertThat(wishes()).containsExactly("cancel-C1");
  }

  @Test
  void returnsWhatIsDeliveredAlready() throws InterruptedException {
    states("DELIVERED");

    assertThat(undo()).isInstanceOf(Undoing.Outcome.Returned.class);
    assertThat(wishes()).containsExactly("return-C1");
  }

  @Test
  void waitsForTheDeliveryOfWhatIsOnItsWay() throws InterruptedException {
    states("SHIPPED", "SHIPPED", "SHIPPED", "DELIVERED");

    assertThat(undo()).isInstanceOf(Undoing.Outcome.Returned.class);
  }

  @Test
  void hasOneEffectWhenItIsDoneAgainAfterTheDelivery() throws InterruptedException {
    states("PLACED");
    undo();
    states("DELIVERED");

    assertThat(undo()).isInstanceOf(Undoing.Outcome.Cancelled.class);
    assertThat(wishes()).containsExactly("cancel-C1");
  }

  @Test
  void doesNotWaitForeverForTheCarriersWord() throws InterruptedException {
    states("CONFIRMED");

    assertThat(undo())
        .isInstanceOfSatisfying(
            Undoing.Outcome.NotDone.class, not -> assertThat(not.why()).contains("carrier"));
  }

  @Test
  void doesNotWaitForeverForADelivery() throws InterruptedException {
    states("SHIPPED");

    assertThat(undo())
        .isInstanceOfSatisfying(
            Undoing.Outcome.NotDone.class, not -> assertThat(not.why()).contains("in time"));
  }

  @Test
  void saysThatTheOrderHadBeenCancelledBefore() throws InterruptedException {
    states("SHIPPED", "CANCELLED");

    assertThat(undo())
        .isInstanceOfSatisfying(
            Undoing.Outcome.NotDone.class, not -> assertThat(not.why()).contains("cancelled"));
  }
}

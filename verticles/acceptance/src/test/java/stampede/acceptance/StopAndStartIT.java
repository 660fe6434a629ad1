package stampede.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A shop that was stopped, or killed, comes back with everything that it had. */
@ExtendWith(ShowsOutput.class)
@Execution(ExecutionMode.SAME_THREAD)
class StopAndStartIT {

  private static ShopProcess shop;
  private String sku;
  private PlacedOrder order;

  @BeforeAll
  static void openShop() {
    shop = ShopProcess.start("restarted", "parts.collect-after=never");
  }

  @AfterAll
  static void closeShop() {
    shop.close();
  }

  @BeforeEach
  void order() {
    sku = shop.api().newProduct(100, 10);
    order = PlacedOrder.place(shop, Caller.order(sku, 1, "tok_visa"));
  }

  private void everythingIsThere() {
    order.deliver().awaitMoney("CAPTURED", 100, 0);
    PlacedOrder.awaitStock(shop, sku, 9, 0, 1);
  }

  @Test
  void isStoppedInGoodOrder() {
    List<ProcessHandle> parts = shop.program().started();

    int code = shop.program().stop("TERM");

    assertThat(code).isEqualTo(143);
    assertThat(shop.program().said())
        .contains("stopped; the data is kept in " + shop.data())
        .doesNotContain("Exception");
    assertThat(parts).hasSizeGreaterThanOrEqualTo(4).noneMatch(ProcessHandle::isAlive);
    shop.restart();
    everythingIsThere();
  }

  @Test
  void takesOverWhatOutlivedItsKill() {
    List<ProcessHandle> orphans = shop.program().started();

    shop.kill();

    assertThat(orphans).hasSizeGreaterThanOrEqualTo(4).allMatch(ProcessHandle::isAlive);
    shop.restart();
    assertThat(orphans).noneMatch(ProcessHandle::isAlive);
    everythingIsThere();
  }

  @Test
  void leavesNothingBehindWhenItIsStoppedWhileItStarts() {
    ShopProcess hasty = ShopProcess.launch("hasty");
    await()
        .atMost(ShopApi.PATIENCE)
        .until(() -> hasty.program().childrenNow().size() >= 2); // some of its parts

    int code = hasty.program().stop("INT");

    assertThat(code).isEqualTo(130);
    assertThat(hasty.processesOnItsData()).isEmpty();
  }

  @Test
  void refusesDataThatAnotherOneWorksOn() {
    ShopProcess second = ShopProcess.launch("second", shop.data());

    int code = second.program().awaitEnd();

    assertThat(code).isEqualTo(1);
    assertThat(second.program().said())
        .contains("cannot start: ", "is in use by")
        .doesNotContain("\tat ", "Exception in thread");
    assertThat(shop.isHealthy()).isTrue();
  }
}

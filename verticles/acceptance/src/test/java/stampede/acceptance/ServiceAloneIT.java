package stampede.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every service as a process of its own, started by {@code scripts/service}; payment twice. */
@ExtendWith(ShowsOutput.class)
@Execution(ExecutionMode.SAME_THREAD)
class ServiceAloneIT {

  private static final List<String> ALONE =
      List.of("account", "catalog", "inventory", "order", "payment", "delivery", "gateway");

  private static final List<ChildJvm> SERVICES = new ArrayList<>();
  private static ShopProcess shop;
  private static ChildJvm secondPayment;

  @BeforeAll
  static void startEachAlone() {
    shop =
        ShopProcess.startParts(
            "alone",
            "--without",
            String.join(",", ALONE),
            "parts.collect-after=200ms",
            "parts.deliver-after=200ms");
    ALONE.forEach(name -> SERVICES.add(start(name, name)));
    secondPayment = start("payment", "payment-again");
    SERVICES.forEach(
        service -> service.awaitReady(() -> service.said().contains(" ready, health")));
    secondPayment.awaitReady(() -> secondPayment.said().contains(" ready, health"));
    await().atMost(ShopApi.PATIENCE).until(shop::isHealthy);
  }

  private static ChildJvm start(String name, String outputName) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ChildJvm.home().resolve("scripts/service").toString(),
                name,
                "--data",
                shop.data().toString()));
    command.addAll(shop.clusterSettings());
    if (name.equals("account")) {
      command.add("account.port=" + shop.accountPort());
    }
    if (name.equals("gateway")) {
      command.add("gateway.port=" + shop.port());
    }
    return ChildJvm.start(command, shop.data().resolve(outputName + ".txt"));
  }

  @AfterAll
  static void endAll() {
    SERVICES.parallelStream().forEach(ChildJvm::end);
    secondPayment.end();
    shop.close();
  }

  @Test
  void ordersGoThroughAndGoOnWhenOneOfTwoIsKilled() {
    String sku = shop.api().newProduct(100, 100);
    List<PlacedOrder> before = place(sku);

    secondPayment.kill();

    List<PlacedOrder> after = place(sku);
    before.forEach(order -> order.awaitState("DELIVERED").awaitProvider("charge"));
    after.forEach(order -> order.awaitState("DELIVERED").awaitProvider("charge"));
    Supplier<List<Integer>> asked =
        () ->
            after.stream()
                .map(order -> order.customer().get("/api/v1/payments/" + order.id()).status())
                .toList();
    await().atMost(ShopApi.PATIENCE).untilAsserted(() -> assertThat(asked.get()).containsOnly(200));
    PlacedOrder.awaitStock(shop, sku, 80, 0, 20);
  }

  private static List<PlacedOrder> place(String sku) {
    return IntStream.range(0, 10)
        .mapToObj(i -> PlacedOrder.place(shop, Caller.order(sku, 1, "tok_visa")))
        .toList();
  }

  @Test
  void aServiceThatDoesNotExistIsNamed() {
    ChildJvm unknown =
        ChildJvm.start(
            List.of(ChildJvm.home().resolve("scripts/service").toString(), "billing"),
            shop.data().resolve("billing.txt"));

    int code = unknown.awaitEnd();

    assertThat(code).isEqualTo(2);
    assertThat(unknown.said()).contains("NAME is one of account, catalog, inventory, order");
  }

  @Test
  void aServiceWithoutAShopSaysWhatToStartFirst() {
    ChildJvm lonely =
        ChildJvm.start(
            List.of(
                ChildJvm.home().resolve("scripts/service").toString(),
                "payment",
                "--data",
                shop.data().resolve("nowhere").toString()),
            shop.data().resolve("lonely.txt"));

    int code = lonely.awaitEnd();

    assertThat(code).isEqualTo(1);
    assertThat(lonely.said()).contains("./scripts/run --without payment");
  }
}

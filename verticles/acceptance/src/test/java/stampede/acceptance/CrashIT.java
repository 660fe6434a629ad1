package stampede.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static stampede.acceptance.PlacedOrder.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The shop is killed in the middle of a rush, twice. Clients do what clients are told to: they
 * repeat what was not answered, under the same key. Then the books are compared with what the
 * clients were told, and with the provider's own.
 */
@ExtendWith(ShowsOutput.class)
class CrashIT {

  private static final int CUSTOMERS = 8;
  private static final int ORDERS_EACH = 30;
  private static final int ORDERS = CUSTOMERS * ORDERS_EACH;
  private static final int PIECES = 10_000;
  private static final int FEW_PIECES = 30;
  private static final long SEED = new Random().nextLong();

  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();

  /** What a customer was told in the end; the id is empty when the order was refused. */
  private record Told(String customer, String key, String orderId) {}

  @Test
  void whatWasAcknowledgedIsThereOnceAndEndsAfterTwoKills() {
    System.out.println("the seed is " + SEED);
    try (ShopProcess shop =
        ShopProcess.start(
            "crashing",
            "parts.collect-after=300ms",
            "parts.deliver-after=300ms",
            // what was held for an order that a kill kept from being written is free again then
            "order.reservation-time=30s")) {
      List<String> skus =
          IntStream.range(0, 4).mapToObj(i -> shop.api().newProduct(100 + i, PIECES)).toList();
      List<String> all = new ArrayList<>(skus);
      all.add(shop.api().newProduct(999, FEW_PIECES));

      List<Told> told = rush(shop, new Workload(SEED, all));

      assertThat(unanswered.get()).as("requests that a kill hit").isPositive();
      List<Told> acknowledged = told.stream().filter(each -> !each.orderId().isEmpty()).toList();
      assertThat(acknowledged).hasSizeGreaterThan(ORDERS / 2);
      Map<String, JsonNode> orders = ended(shop, acknowledged);
      Rest.await(shop);
      eachKeyHasItsOneOrder(shop, acknowledged);
      everyPieceIsSomewhere(shop, all, orders);
      everyPennyIsSomewhere(shop, orders);
    }
  }

  private List<Told> rush(ShopProcess shop, Workload workload) {
    int first = ORDERS / 8 + workload.below(ORDERS / 4);
    int second = ORDERS / 2 + workload.below(ORDERS / 4);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<List<Told>>> customers = new ArrayList<>();
      for (int i = 0; i < CUSTOMERS; i++) {
        String name = "customer-" + i;
        customers.add(CompletableFuture.supplyAsync(() -> orderAll(shop, name, workload), threads));
      }
      for (int after : List.of(first, second)) {
        await().atMost(ShopApi.PATIENCE).until(() -> answered.get() >= after);
        shop.kill();
        shop.restart();
      }
      return customers.stream().flatMap(customer -> customer.join().stream()).toList();
    }
  }

  private List<Told> orderAll(ShopProcess shop, String name, Workload workload) {
    Caller customer = shop.api().customer(name);
    List<Told> told = new ArrayList<>();
    for (int i = 0; i < ORDERS_EACH; i++) {
      told.add(order(customer, name, "order-" + i, workload.order()));
    }
    return told;
  }

  /** Repeats until it is definite. */
  private Told order(Caller customer, String name, String key, Map<String, Object> body) {
    Answer answer =
        await()
            .atMost(Duration.ofMinutes(3))
            .pollInterval(Duration.ofMillis(100))
            .pollDelay(Duration.ZERO)
            .until(
                () -> attempt(customer, key, body),
                given -> given.filter(Answer::isDefinite).isPresent())
            .orElseThrow();
    answered.incrementAndGet();
    String id = answer.status() == 201 ? answer.json().path("id").asText() : "";
    if (id.isEmpty()) {
      assertThat(answer.code()).as(answer.text()).isEqualTo(4002);
    }
    return new Told(name, key, id);
  }

  private Optional<Answer> attempt(Caller customer, String key, Map<String, Object> body) {
    try {
      return Optional.of(customer.post("/api/v1/orders", key, body));
    } catch (CompletionException noAnswer) {
      unanswered.incrementAndGet();
      return Optional.empty();
    }
  }

  /** The orders once all have ended, by id. */
  private static Map<String, JsonNode> ended(ShopProcess shop, List<Told> acknowledged) {
    Map<String, JsonNode> orders = new HashMap<>();
    Caller staff = shop.api().staff();
    for (Told told : acknowledged) {
      eventually(
          () -> {
            JsonNode order = staff.get("/api/v1/orders/" + told.orderId()).expect(200).json();
            assertThat(order.path("state").asText()).isIn("DELIVERED", "CANCELLED");
            orders.put(told.orderId(), order);
          });
    }
    return orders;
  }

  private static void eachKeyHasItsOneOrder(ShopProcess shop, List<Told> acknowledged) {
    List<String> written =
        new Databases(shop)
            .query(
                "order",
                "SELECT customer_id || ' ' || idempotency_key || ' ' || id FROM customer_order");
    assertThat(written)
        .containsExactlyInAnyOrderElementsOf(
            acknowledged.stream()
                .map(told -> told.customer() + " " + told.key() + " " + told.orderId())
                .toList());
  }

  private static void everyPieceIsSomewhere(
      ShopProcess shop, List<String> skus, Map<String, JsonNode> orders) {
    Map<String, Long> kept = new HashMap<>();
    for (JsonNode order : orders.values()) {
      for (JsonNode line : order.path("lines")) {
        long pieces =
            line.path("quantity").asLong()
                - line.path("cancelled").asLong()
                - line.path("returned").asLong();
        kept.merge(line.path("sku").asText(), pieces, Long::sum);
      }
    }
    for (String sku : skus) {
      long received = sku.equals(skus.getLast()) ? FEW_PIECES : PIECES;
      long sold = kept.getOrDefault(sku, 0L);
      PlacedOrder.awaitStock(shop, sku, received - sold, 0, sold);
    }
  }

  private static void everyPennyIsSomewhere(ShopProcess shop, Map<String, JsonNode> orders) {
    List<JsonNode> ledger = shop.provider().ledger();
    Map<String, List<JsonNode>> byOrder =
        ledger.stream().collect(Collectors.groupingBy(entry -> entry.path("reference").asText()));
    assertThat(orders.keySet()).containsAll(byOrder.keySet());
    orders.forEach(
        (id, order) -> {
          List<JsonNode> entries = byOrder.getOrDefault(id, List.of());
          assertThat(entries.stream().filter(entry -> isOf(entry, "charge")))
              .as("charges of " + id)
              .hasSizeLessThanOrEqualTo(1);
          assertThat(sum(entries, "charge") - sum(entries, "refund"))
              .as("money kept of " + id)
              .isEqualTo(order.at("/owed/minorUnits").asLong());
        });
  }

  private static long sum(List<JsonNode> entries, String kind) {
    return entries.stream()
        .filter(entry -> isOf(entry, kind))
        .mapToLong(entry -> entry.path("amount").asLong())
        .sum();
  }

  private static boolean isOf(JsonNode entry, String kind) {
    return entry.path("kind").asText().equals(kind);
  }
}

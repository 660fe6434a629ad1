package stampede.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.core.ThrowingRunnable;

/**
 * An order that a test has placed, seen from every side: the customer's, the provider's, the
 * carrier's.
 *
 * @param customer whose it is
 * @param placed the answer to its customer
 */
record PlacedOrder(ShopProcess shop, Caller customer, JsonNode placed) {

  private static final Duration GLANCE = Duration.ofMillis(200);

  /**
   * Orders as a new customer, who repeats what was not answered under the same key, as everybody
   * should. The order must be accepted.
   */
  static PlacedOrder place(ShopProcess shop, Map<String, Object> body) {
    Caller customer = shop.api().newCustomer();
    Answer answer =
        await()
            .atMost(ShopApi.PATIENCE)
            .pollDelay(Duration.ZERO)
            .pollInterval(GLANCE)
            .until(() -> customer.post("/api/v1/orders", "order", body), Answer::isDefinite);
    return new PlacedOrder(shop, customer, answer.expect(201).json());
  }

  String id() {
    return placed.path("id").asText();
  }

  JsonNode now() {
    return customer.get("/api/v1/orders/" + id()).expect(200).json();
  }

  JsonNode payment() {
    return customer.get("/api/v1/payments/" + id()).expect(200).json();
  }

  JsonNode shipment() {
    return customer.get("/api/v1/shipments/" + id()).expect(200).json();
  }

  /** The names of its events, in their order. */
  List<String> events() {
    JsonNode timeline = customer.get("/api/v1/orders/%s/events".formatted(id())).expect(200).json();
    return StreamSupport.stream(timeline.path("events").spliterator(), false)
        .map(event -> event.path("event").asText())
        .toList();
  }

  String state() {
    return now().path("state").asText();
  }

  PlacedOrder awaitState(String state) {
    eventually(() -> assertThat(state()).isEqualTo(state));
    return this;
  }

  /** Waits until it is cancelled for that reason. */
  PlacedOrder awaitCancelled(String because) {
    awaitState("CANCELLED");
    assertThat(now().path("cancelledBecause").asText()).isEqualTo(because);
    assertThat(now().path("owed").path("minorUnits").asLong()).isZero();
    return this;
  }

  /** Waits until the payment says so, and the provider's own ledger says the same. */
  PlacedOrder awaitMoney(String state, long captured, long refunded) {
    eventually(
        () -> {
          assertThat(payment().path("state").asText()).isEqualTo(state);
          assertThat(payment().path("captured").path("minorUnits").asLong()).isEqualTo(captured);
          assertThat(payment().path("refunded").path("minorUnits").asLong()).isEqualTo(refunded);
        });
    assertThat(shop.provider().sum(id(), "charge")).isEqualTo(captured);
    assertThat(shop.provider().sum(id(), "refund")).isEqualTo(refunded);
    return this;
  }

  /** Waits until the provider has made just these entries in its ledger for it. */
  PlacedOrder awaitProvider(String... kinds) {
    eventually(() -> assertThat(shop.provider().kinds(id())).containsExactly(kinds));
    return this;
  }

  PlacedOrder awaitShipment(String state) {
    eventually(() -> assertThat(shipment().path("state").asText()).isEqualTo(state));
    return this;
  }

  /** The carrier moves its first parcel there; it must have been booked. */
  PlacedOrder carrierMoves(String status) {
    return carrierMoves(1, status);
  }

  PlacedOrder carrierMoves(int parcel, String status) {
    shop.carrier().move(id() + "." + parcel, status).expect(200);
    return this;
  }

  /** On from an order that has just been placed, to one that the customer has. */
  PlacedOrder deliver() {
    awaitShipment("SCHEDULED").carrierMoves("collected").carrierMoves("delivered");
    return awaitState("DELIVERED");
  }

  /** Asks to cancel these pieces; everything if there are none. */
  Answer cancel(Map<String, Integer> skuToPieces) {
    return customer.post("/api/v1/orders/%s/cancellations".formatted(id()), pieces(skuToPieces));
  }

  /** Sends these pieces back; everything if there are none. */
  Answer takeBack(Map<String, Integer> skuToPieces) {
    return customer.post("/api/v1/orders/%s/returns".formatted(id()), pieces(skuToPieces));
  }

  private static Map<String, Object> pieces(Map<String, Integer> skuToPieces) {
    return skuToPieces.isEmpty()
        ? Map.of()
        : Map.of(
            "lines",
            skuToPieces.entrySet().stream()
                .map(line -> Map.of("sku", line.getKey(), "quantity", line.getValue()))
                .toList());
  }

  /** Waits until the stock of a product is that: none is lost, none is held twice. */
  static void awaitStock(ShopProcess shop, String sku, long available, long reserved, long sold) {
    Caller staff = shop.api().staff();
    eventually(
        () -> {
          JsonNode stock = staff.get("/api/v1/stock/" + sku).expect(200).json();
          assertThat(
                  List.of(
                      stock.path("available").asLong(),
                      stock.path("reserved").asLong(),
                      stock.path("sold").asLong(),
                      stock.path("received").asLong()))
              .as("available, reserved, sold, received of " + sku)
              .containsExactly(available, reserved, sold, available + reserved + sold);
        });
  }

  /** Waits until it holds. */
  static void eventually(ThrowingRunnable assertion) {
    await()
        .atMost(ShopApi.PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(GLANCE)
        .ignoreExceptions()
        .untilAsserted(assertion);
  }
}

package stampede.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.acceptance.PlacedOrder.awaitStock;
import static stampede.acceptance.PlacedOrder.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the API promises to who orders: one effect for one key, no more than there is, one's own.
 */
@ExtendWith(ShowsOutput.class)
class PlacingOrdersIT {

  private static final String ORDERS = "/api/v1/orders";

  private static ShopProcess shop;
  private static ShopApi api;

  @BeforeAll
  static void openShop() {
    shop = SharedShop.get();
    api = shop.api();
  }

  @Test
  void aRepeatedOrderGetsTheAnswerOfTheFirst() {
    String sku = api.newProduct(100, 10);
    Caller customer = api.newCustomer();
    Map<String, Object> order = Caller.order(sku, 2, "tok_visa");
    Answer first = customer.post(ORDERS, "once", order).expect(201);
    awaitStock(shop, sku, 8, 0, 2); // it has moved on since

    Answer again = customer.post(ORDERS, "once", order).expect(201);

    assertThat(again.json()).isEqualTo(first.json());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(customer.get(ORDERS).json().path("items")).hasSize(1);
    awaitStock(shop, sku, 8, 0, 2);
  }

  @Test
  void aKeyIsOfOneRequestOfOneCustomer() {
    String sku = api.newProduct(100, 10);
    Caller customer = api.newCustomer();
    customer.post(ORDERS, "mine", Caller.order(sku, 1, "tok_visa")).expect(201);

    Answer otherBody = customer.post(ORDERS, "mine", Caller.order(sku, 2, "tok_visa"));
    Answer otherCustomer = api.newCustomer().post(ORDERS, "mine", Caller.order(sku, 3, "tok_visa"));

    assertThat(otherBody.expect(422).code()).isEqualTo(1007);
    otherCustomer.expect(201);
    awaitStock(shop, sku, 6, 0, 4);
  }

  @Test
  void anOrderWithoutAKeyIsRefused() {
    String sku = api.newProduct(100, 10);
    Caller customer = api.newCustomer();

    Answer refused =
        customer.send(
            Caller.with(customer.request(ORDERS))
                .POST(BodyPublishers.ofString(Answer.write(Caller.order(sku, 1, "tok_visa")))));

    assertThat(refused.expect(400).code()).isEqualTo(1003);
    awaitStock(shop, sku, 10, 0, 0);
  }

  @Test
  void aHundredAtOnceUnderOneKeyAreOneOrder() {
    String sku = api.newProduct(100, 1_000);
    Caller customer = api.newCustomer();
    Map<String, Object> order = Caller.order(sku, 3, "tok_visa");

    List<Answer> answers =
        IntStream.range(0, 100)
            .mapToObj(ignored -> customer.sending(customer.posting(ORDERS, "storm", order)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThat(answer.status() == 201 || answer.code() == 1008)
                    .as(answer.text())
                    .isTrue());
    String id = customer.post(ORDERS, "storm", order).expect(201).json().path("id").asText();
    assertThat(answers.stream().filter(answer -> answer.status() == 201))
        .isNotEmpty()
        .allSatisfy(answer -> assertThat(answer.json().path("id").asText()).isEqualTo(id));
    assertThat(customer.get(ORDERS).json().path("items")).hasSize(1);
    awaitStock(shop, sku, 997, 0, 3);
    eventually(() -> assertThat(shop.provider().kinds(id)).containsExactly("charge"));
  }

  @Test
  void noMoreIsSoldThanThereIs() {
    String sku = api.newProduct(100, 20);
    List<CompletableFuture<Answer>> orders = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Caller customer = api.newCustomer();
      orders.add(
          customer.sending(customer.posting(ORDERS, "mine", Caller.order(sku, 1, "tok_visa"))));
    }

    List<Answer> answers = orders.stream().map(CompletableFuture::join).toList();

    assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(20);
    assertThat(answers.stream().filter(answer -> answer.status() != 201))
        .allSatisfy(answer -> assertThat(answer.expect(409).code()).isEqualTo(4002));
    awaitStock(shop, sku, 0, 0, 20);
  }

  @Test
  void whoWantsMoreThanThereIsIsToldWhatThereIs() {
    String plenty = api.newProduct(100, 10);
    String few = api.newProduct(100, 2);

    Answer refused =
        api.newCustomer()
            .post(
                ORDERS,
                Caller.order(Map.of(plenty, 1, few, 3), "tok_visa", "Coral Lane 1", "Bath"));

    assertThat(refused.expect(409).code()).isEqualTo(4002);
    JsonNode shortages = refused.json().path("shortages");
    assertThat(shortages).hasSize(1);
    assertThat(shortages.get(0))
        .isEqualTo(Answer.parse("{\"sku\":\"%s\",\"requested\":3,\"available\":2}".formatted(few)));
    awaitStock(shop, plenty, 10, 0, 0);
    awaitStock(shop, few, 2, 0, 0);
  }

  @Test
  void anotherCustomersOrderIsNotThere() {
    String sku = api.newProduct(100, 10);
    PlacedOrder order = PlacedOrder.place(shop, Caller.order(sku, 1, "tok_visa"));
    order.awaitShipment("SCHEDULED");
    Caller other = api.newCustomer();

    List<Answer> answers =
        List.of(
            other.get(ORDERS + "/" + order.id()),
            other.get(ORDERS + "/" + order.id() + "/events"),
            other.get("/api/v1/payments/" + order.id()),
            other.get("/api/v1/shipments/" + order.id()),
            other.post(ORDERS + "/" + order.id() + "/cancellations", Map.of()),
            other.post(ORDERS + "/" + order.id() + "/returns", Map.of()));

    assertThat(answers).allSatisfy(answer -> assertThat(answer.expect(404).code()).isEqualTo(3001));
    assertThat(other.get(ORDERS).json().path("items")).isEmpty();
    assertThat(order.state()).isEqualTo("CONFIRMED");
    assertThat(api.staff().get(ORDERS + "/" + order.id()).expect(200).json())
        .isEqualTo(order.now());
  }

  @Test
  void eachRoleDoesWhatIsItsOwn() {
    String sku = api.newProduct(100, 10);
    Caller customer = api.newCustomer();
    Map<String, Object> product =
        Map.of("sku", UUID.randomUUID().toString(), "name", "Mine", "price", ShopApi.money(1));

    List<Answer> forbidden =
        List.of(
            customer.post("/api/v1/products", product),
            customer.post(
                "/api/v1/stock/%s/receipts".formatted(sku),
                Map.of("quantity", 1, "reference", "mine")),
            customer.post(
                "/api/v1/stock/%s/adjustments".formatted(sku),
                Map.of("change", -1, "reason", "mine")),
            api.staff().post(ORDERS, Caller.order(sku, 1, "tok_visa")));

    assertThat(forbidden)
        .allSatisfy(answer -> assertThat(answer.expect(403).code()).isEqualTo(2003));
    assertThat(customer.get("/api/v1/stock/" + sku).expect(200).json())
        .isEqualTo(Answer.parse("{\"sku\":\"%s\",\"available\":10}".formatted(sku)));
  }

  @Test
  void nobodyActsWithoutAToken() {
    String sku = api.newProduct(100, 10);
    Map<String, Object> order = Caller.order(sku, 1, "tok_visa");

    Answer without = api.anonymous().post(ORDERS, order);
    Answer invalid = api.withToken("e30.e30.e30").post(ORDERS, order);

    assertThat(without.expect(401).code()).isEqualTo(2001);
    assertThat(without.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(invalid.expect(401).code()).isEqualTo(2002);
    api.anonymous().get("/api/v1/products/" + sku).expect(200);
    awaitStock(shop, sku, 10, 0, 0);
  }

  @Test
  void theServerAloneSetsPrices() {
    String sku = api.newProduct(1_000, 10);
    Caller customer = api.newCustomer();
    Map<String, Object> withTotal = new HashMap<>(Caller.order(sku, 1, "tok_visa"));
    withTotal.put("total", ShopApi.money(1));
    Map<String, Object> withPrice = new HashMap<>(Caller.order(sku, 1, "tok_visa"));
    withPrice.put(
        "lines", List.of(Map.of("sku", sku, "quantity", 1, "unitPrice", ShopApi.money(1))));

    Answer total = customer.post(ORDERS, withTotal);
    Answer price = customer.post(ORDERS, withPrice);
    Answer order = customer.post(ORDERS, Caller.order(sku, 3, "tok_visa"));

    assertThat(total.expect(422).code()).isEqualTo(1004);
    assertThat(price.expect(422).json().path("pointer").asText()).startsWith("/lines/0");
    assertThat(order.expect(201).json().path("total"))
        .isEqualTo(Answer.parse("{\"minorUnits\":3000,\"currency\":\"GBP\"}"));
    awaitStock(shop, sku, 7, 0, 3);
  }

  @Test
  void anOrderKeepsThePriceThatItWasPlacedAt() {
    String sku = api.newProduct(1_000, 10);
    PlacedOrder order = PlacedOrder.place(shop, Caller.order(sku, 1, "tok_pending"));

    changePrice(sku, 2_000);

    order.awaitMoney("CAPTURED", 1_000, 0);
    eventually(
        () ->
            assertThat(
                    PlacedOrder.place(shop, Caller.order(sku, 1, "tok_visa"))
                        .placed()
                        .at("/total/minorUnits")
                        .asInt())
                .isEqualTo(2_000));
  }

  private static void changePrice(String sku, long price) {
    Caller staff = api.staff();
    String path = "/api/v1/products/" + sku;
    String version = staff.get(path).header("ETag");
    staff
        .put(
            path,
            Map.of("name", "Thing", "price", ShopApi.money(price), "onSale", true),
            "If-Match",
            version)
        .expect(200);
  }
}

package stampede.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.acceptance.PlacedOrder.awaitStock;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is well said and still makes no sense: refused with its reason, and nothing has changed. */
@ExtendWith(ShowsOutput.class)
class BadBusinessIT {

  private static final String ORDERS = "/api/v1/orders";
  private static final String PRODUCTS = "/api/v1/products";
  private static final int PRICE = 100;

  private static ShopProcess shop;
  private static ShopApi api;
  private static String sku;
  private static String won;
  private static PlacedOrder order;

  @BeforeAll
  static void openShop() {
    shop = SharedShop.get();
    api = shop.api();
    sku = api.newProduct(PRICE, 10);
    won =
        api.newProduct(
            "won-" + UUID.randomUUID(), Map.of("minorUnits", 5_000, "currency", "KRW"), 10);
    order = PlacedOrder.place(shop, Caller.order(sku, 2, "tok_visa")).deliver();
    order.awaitMoney("CAPTURED", 2 * PRICE, 0);
    awaitStock(shop, sku, 8, 0, 2);
  }

  private static Arguments bad(String name, int status, int code, Supplier<Answer> call) {
    return Arguments.of(Named.of(name, call), status, code);
  }

  private static Answer post(String path, Object body) {
    return api.staff().post(path, body);
  }

  private static Answer place(Object body) {
    return api.newCustomer().post(ORDERS, body);
  }

  private static String text(String quantity) {
    return Answer.write(Caller.order(sku, 7, "tok_visa")).replace(":7", ":" + quantity);
  }

  private static Map<String, Object> product(Map<String, Object> price) {
    return Map.of("sku", "bad-" + UUID.randomUUID(), "name", "Bad", "price", price);
  }

  private static Map<String, Object> price(Object minorUnits, String currency) {
    return Map.of("minorUnits", minorUnits, "currency", currency);
  }

  private static Map<String, Object> refund(Map<String, Object> amount) {
    return Map.of("amount", amount, "reason", "bad");
  }

  private static Map<String, Object> twice() {
    Map<String, Object> body = new HashMap<>(Caller.order(sku, 1, "tok_visa"));
    body.put(
        "lines", List.of(Map.of("sku", sku, "quantity", 1), Map.of("sku", sku, "quantity", 1)));
    return body;
  }

  private static Map<String, Integer> allOf(int pieces) {
    return Map.of(sku, pieces);
  }

  static Stream<Arguments> orders() {
    return Stream.of(
        bad("quantity 0", 422, 1004, () -> place(text("0"))),
        bad("quantity -1", 422, 1004, () -> place(text("-1"))),
        bad("quantity 2^31", 422, 1004, () -> place(text("2147483648"))),
        bad("quantity 2^32 + 1", 422, 1004, () -> place(text("4294967297"))),
        bad("quantity 1.5", 422, 1004, () -> place(text("1.5"))),
        bad("quantity 1.0", 422, 1004, () -> place(text("1.0"))),
        bad("quantity 1e0", 422, 1004, () -> place(text("1e0"))),
        bad("quantity as text", 422, 1004, () -> place(text("\"1\""))),
        bad("quantity 1e400", 400, 1001, () -> place(text("1e400"))),
        bad("a product twice", 422, 1004, () -> place(twice())),
        bad("no such product", 422, 4003, () -> place(Caller.order("no-such", 1, "tok_visa"))),
        bad(
            "a product in other case",
            422,
            4003,
            () -> place(Caller.order(sku.toUpperCase(java.util.Locale.ROOT), 1, "tok_visa"))),
        bad(
            "two currencies",
            422,
            4004,
            () -> place(Caller.order(Map.of(sku, 1, won, 1), "tok_visa", "Coral Lane 1", "Bath"))),
        bad("more than there is", 409, 4002, () -> place(Caller.order(sku, 9, "tok_visa"))));
  }

  static Stream<Arguments> catalogue() {
    return Stream.of(
        bad("negative price", 422, 1004, () -> post(PRODUCTS, product(price(-1, "GBP")))),
        bad("price 0", 422, 1004, () -> post(PRODUCTS, product(price(0, "GBP")))),
        bad("price of a fraction", 422, 1004, () -> post(PRODUCTS, product(price(1.5, "GBP")))),
        bad("price as text", 422, 1004, () -> post(PRODUCTS, product(price("1", "GBP")))),
        bad("unknown currency", 422, 1004, () -> post(PRODUCTS, product(price(1, "ZZZ")))),
        bad("currency without prices", 422, 1004, () -> post(PRODUCTS, product(price(1, "XXX")))),
        bad("small currency", 422, 1004, () -> post(PRODUCTS, product(price(1, "gbp")))),
        bad(
            "a product that is there",
            409,
            4001,
            () -> post(PRODUCTS, Map.of("sku", sku, "name", "Bad", "price", price(1, "GBP")))),
        bad(
            "more missing than there is",
            409,
            4009,
            () ->
                post(
                    "/api/v1/stock/%s/adjustments".formatted(sku),
                    Map.of("change", -9, "reason", "bad"))),
        bad(
            "adjustment by 0",
            422,
            1004,
            () ->
                post(
                    "/api/v1/stock/%s/adjustments".formatted(sku),
                    Map.of("change", 0, "reason", "bad"))),
        bad(
            "receipt of -1",
            422,
            1004,
            () ->
                post(
                    "/api/v1/stock/%s/receipts".formatted(sku),
                    Map.of("quantity", -1, "reference", "bad"))));
  }

  static Stream<Arguments> afterDelivery() {
    String refunds = "/api/v1/payments/%s/refunds".formatted(order.id());
    return Stream.of(
        bad("cancel after delivery", 409, 4006, () -> order.cancel(Map.of())),
        bad("cancel a piece after delivery", 409, 4006, () -> order.cancel(allOf(1))),
        bad("return more than there was", 422, 1004, () -> order.takeBack(allOf(3))),
        bad("return something else", 422, 1004, () -> order.takeBack(Map.of(won, 1))),
        bad("refund more than was paid", 409, 4008, () -> post(refunds, refund(price(201, "GBP")))),
        bad("refund in another currency", 422, 4004, () -> post(refunds, refund(price(1, "KRW")))),
        bad("refund of 0", 422, 1004, () -> post(refunds, refund(price(0, "GBP")))),
        bad("refund of -1", 422, 1004, () -> post(refunds, refund(price(-1, "GBP")))),
        bad(
            "refund of nobody's order",
            404,
            3001,
            () ->
                post(
                    "/api/v1/payments/%s/refunds".formatted(UUID.randomUUID()),
                    refund(price(1, "GBP")))),
        bad(
            "refund by the customer",
            403,
            2003,
            () -> order.customer().post(refunds, refund(price(1, "GBP")))));
  }

  @ParameterizedTest
  @MethodSource({"orders", "catalogue", "afterDelivery"})
  void isRefusedAndChangesNothing(Supplier<Answer> call, int status, int code) {
    Answer refused = call.get();

    assertThat(refused.expect(status).code()).as(refused.text()).isEqualTo(code);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(order.state()).isEqualTo("DELIVERED");
    order.awaitMoney("CAPTURED", 2 * PRICE, 0);
    awaitStock(shop, sku, 8, 0, 2);
    awaitStock(shop, won, 10, 0, 0);
  }

  @Test
  void aTotalBeyondAllBoundsIsRefused() {
    long highest = 1_000_000_000_000L;
    Map<String, Integer> lines = new HashMap<>();
    for (int i = 0; i < 10; i++) {
      lines.put(api.newProduct(highest, 0), 1_000_000);
    }

    Answer refused = place(Caller.order(lines, "tok_visa", "Coral Lane 1", "Bath"));

    assertThat(refused.expect(422).code()).isEqualTo(4005);
  }

  @Test
  void aKeyThatStandsForAnotherReceiptIsRefused() {
    String product = api.newProduct(PRICE, 0);
    String receipts = "/api/v1/stock/%s/receipts".formatted(product);
    Map<String, Object> five = Map.of("quantity", 5, "reference", "note");
    Caller staff = api.staff();
    Answer first = staff.post(receipts, "note", five).expect(200);

    Answer same = staff.post(receipts, "note", five);
    Answer other = staff.post(receipts, "note", Map.of("quantity", 6, "reference", "note"));

    assertThat(same.expect(200).json()).isEqualTo(first.json());
    assertThat(other.expect(422).code()).isEqualTo(1007);
    awaitStock(shop, product, 5, 0, 0);
  }

  @Test
  void whatIsSecretStandsInNoLog() throws IOException {
    String paymentToken = "tok_" + UUID.randomUUID();
    String token = "e30." + UUID.randomUUID() + ".e30";
    api.withToken(token).get(ORDERS).expect(401);
    place(Caller.order(sku, 99, paymentToken)).expect(409);
    place("{\"paymentToken\":\"" + paymentToken + "\",").expect(400);
    PlacedOrder.place(shop, Caller.order(api.newProduct(PRICE, 1), 1, paymentToken))
        .awaitMoney("CAPTURED", PRICE, 0);

    List<String> secrets =
        shop.connection().stringPropertyNames().stream()
            .filter(key -> key.matches(".*(password|secret|api-key)"))
            .map(shop::connection)
            .toList();
    assertThat(secrets).isNotEmpty();
    assertThat(shop.program().said() + Files.readString(shop.data().resolve("shop.log")))
        .doesNotContain(secrets)
        .doesNotContain(paymentToken)
        .doesNotContain(token)
        .doesNotContain("Bearer ey");
  }
}

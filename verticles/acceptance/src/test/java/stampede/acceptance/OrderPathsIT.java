package stampede.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.acceptance.PlacedOrder.awaitStock;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where an order can go, each way to its end: what the API says, what the provider's own ledger
 * says, and where the pieces are.
 */
@ExtendWith(ShowsOutput.class)
class OrderPathsIT {

  private static final int PRICE = 1_999;

  private static ShopProcess shop;

  @BeforeAll
  static void openShop() {
    shop = SharedShop.get();
  }

  private static PlacedOrder place(String sku, int quantity, String paymentToken) {
    return PlacedOrder.place(shop, Caller.order(sku, quantity, paymentToken));
  }

  @Test
  void isPaidAndDelivered() {
    String sku = shop.api().newProduct(PRICE, 10);

    PlacedOrder order = place(sku, 3, "tok_visa");

    assertThat(order.placed().path("state").asText()).isEqualTo("PLACED");
    assertThat(order.placed().path("total").path("minorUnits").asInt()).isEqualTo(3 * PRICE);
    order.awaitShipment("SCHEDULED").awaitState("CONFIRMED");
    awaitStock(shop, sku, 7, 0, 3);
    order.carrierMoves("collected").awaitState("SHIPPED").awaitShipment("DISPATCHED");
    order.carrierMoves("delivered").awaitState("DELIVERED").awaitShipment("DELIVERED");
    order.awaitMoney("CAPTURED", 3 * PRICE, 0).awaitProvider("charge");
    assertThat(order.events())
        .containsExactly(
            "OrderPlaced", "OrderPaid", "OrderConfirmed", "OrderShipped", "OrderDelivered");
    awaitStock(shop, sku, 7, 0, 3);
  }

  @Test
  void isCancelledWhenThePaymentIsDeclined() {
    String sku = shop.api().newProduct(PRICE, 10);

    PlacedOrder order = place(sku, 3, "tok_declined");

    order.awaitCancelled("PAYMENT_DECLINED").awaitMoney("DECLINED", 0, 0).awaitProvider("decline");
    awaitStock(shop, sku, 10, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tok_error_after_charge", "tok_hang_after_charge", "tok_reset_after_charge"})
  void isPaidOnceThoughTheProviderDidNotSay(String paymentToken) {
    String sku = shop.api().newProduct(PRICE, 10);

    PlacedOrder order = place(sku, 1, paymentToken);

    order.deliver().awaitMoney("CAPTURED", PRICE, 0).awaitProvider("charge");
    awaitStock(shop, sku, 9, 0, 1);
  }

  @Test
  void waitsForAPaymentThatIsPending() {
    String sku = shop.api().newProduct(PRICE, 10);

    PlacedOrder order = place(sku, 2, "tok_pending");

    order.awaitProvider("pending");
    assertThat(order.state()).isIn("PLACED", "PAYMENT_UNKNOWN");
    order.deliver().awaitMoney("CAPTURED", 2 * PRICE, 0).awaitProvider("pending", "charge");
    awaitStock(shop, sku, 8, 0, 2);
  }

  @Test
  void isCancelledBeforeItIsPaid() {
    String sku = shop.api().newProduct(PRICE, 10);
    PlacedOrder order = place(sku, 2, "tok_error").awaitState("PAYMENT_UNKNOWN");

    Answer cancelled = order.cancel(Map.of()).expect(200);

    assertThat(cancelled.json().path("state").asText()).isEqualTo("CANCELLED");
    order.awaitCancelled("REQUESTED").awaitMoney("FAILED", 0, 0).awaitProvider("void");
    awaitStock(shop, sku, 10, 0, 0);
  }

  @Test
  void isCancelledAfterItWasPaid() {
    String sku = shop.api().newProduct(PRICE, 10);
    PlacedOrder order = place(sku, 2, "tok_visa").awaitShipment("SCHEDULED");

    order.cancel(Map.of()).expect(202);

    order
        .awaitCancelled("REQUESTED")
        .awaitMoney("CAPTURED", 2 * PRICE, 2 * PRICE)
        .awaitProvider("charge", "refund")
        .awaitShipment("STOPPED");
    assertThat(shop.carrier().kinds(order.id())).containsExactly("book", "cancel");
    awaitStock(shop, sku, 10, 0, 0);
  }

  @Test
  void someOfItsPiecesAreCancelledAfterItWasPaid() {
    String kept = shop.api().newProduct(PRICE, 10);
    String unwanted = shop.api().newProduct(500, 10);
    PlacedOrder order =
        PlacedOrder.place(
            shop, Caller.order(Map.of(kept, 2, unwanted, 3), "tok_visa", "Coral Lane 1", "Bath"));
    order.awaitShipment("SCHEDULED");

    order.cancel(Map.of(unwanted, 2)).expect(202);

    order.awaitMoney("CAPTURED", 2 * PRICE + 1_500, 1_000);
    awaitStock(shop, unwanted, 9, 0, 1);
    order.awaitShipment("SCHEDULED").carrierMoves(2, "collected").carrierMoves(2, "delivered");
    order.awaitState("DELIVERED");
    assertThat(order.now().path("owed").path("minorUnits").asInt()).isEqualTo(2 * PRICE + 500);
    order.awaitMoney("CAPTURED", 2 * PRICE + 1_500, 1_000).awaitProvider("charge", "refund");
    awaitStock(shop, kept, 8, 0, 2);
    awaitStock(shop, unwanted, 9, 0, 1);
  }

  @Test
  void someOfItsPiecesAreCancelledBeforeItIsPaid() {
    String sku = shop.api().newProduct(PRICE, 10);
    PlacedOrder order = place(sku, 3, "tok_pending").awaitProvider("pending");

    order.cancel(Map.of(sku, 1)).expect(200);

    order.deliver().awaitMoney("CAPTURED", 3 * PRICE, PRICE);
    assertThat(order.now().path("owed").path("minorUnits").asInt()).isEqualTo(2 * PRICE);
    awaitStock(shop, sku, 8, 0, 2);
  }

  @Test
  void cannotBeCancelledOnceItIsOnItsWay() {
    String sku = shop.api().newProduct(PRICE, 10);
    PlacedOrder order = place(sku, 1, "tok_visa").awaitShipment("SCHEDULED");
    order.carrierMoves("collected").awaitState("SHIPPED");

    Answer refused = order.cancel(Map.of());

    assertThat(refused.expect(409).code()).isEqualTo(4006);
    order.carrierMoves("delivered").awaitState("DELIVERED").awaitMoney("CAPTURED", PRICE, 0);
    assertThat(order.cancel(Map.of()).expect(409).code()).isEqualTo(4006);
    awaitStock(shop, sku, 9, 0, 1);
  }

  @Test
  void isGivenBackWhenTheCarrierRefusesIt() {
    String sku = shop.api().newProduct(PRICE, 10);

    PlacedOrder order =
        PlacedOrder.place(shop, Caller.order(sku, 2, "tok_visa", "Coral Lane 1", "Nowhere"));

    order
        .awaitCancelled("DELIVERY_FAILED")
        .awaitMoney("CAPTURED", 2 * PRICE, 2 * PRICE)
        .awaitProvider("charge", "refund")
        .awaitShipment("FAILED");
    assertThat(shop.carrier().kinds(order.id())).containsExactly("refuse");
    awaitStock(shop, sku, 10, 0, 0);
  }

  @Test
  void isGivenBackWhenItCannotBeDelivered() {
    String sku = shop.api().newProduct(PRICE, 10);
    PlacedOrder order = place(sku, 2, "tok_visa").awaitShipment("SCHEDULED");
    order.carrierMoves("collected").awaitState("SHIPPED");

    order.carrierMoves("failed");

    order
        .awaitCancelled("DELIVERY_FAILED")
        .awaitMoney("CAPTURED", 2 * PRICE, 2 * PRICE)
        .awaitProvider("charge", "refund")
        .awaitShipment("FAILED");
    assertThat(order.events())
        .containsExactly(
            "OrderPlaced", "OrderPaid", "OrderConfirmed", "OrderShipped", "OrderCancelled");
    awaitStock(shop, sku, 10, 0, 0);
  }

  @Test
  void piecesComeBackAfterDelivery() {
    String sku = shop.api().newProduct(PRICE, 10);
    PlacedOrder order = place(sku, 3, "tok_visa").deliver();

    order.takeBack(Map.of(sku, 1)).expect(200);

    order.awaitMoney("CAPTURED", 3 * PRICE, PRICE);
    awaitStock(shop, sku, 8, 0, 2);
    assertThat(order.takeBack(Map.of(sku, 3)).expect(422).code()).isEqualTo(1004);
    order.takeBack(Map.of()).expect(200);
    order.awaitMoney("CAPTURED", 3 * PRICE, 3 * PRICE);
    order.awaitProvider("charge", "refund", "refund").awaitState("DELIVERED");
    awaitStock(shop, sku, 10, 0, 0);
    assertThat(order.takeBack(Map.of()).expect(409).code()).isEqualTo(4007);
  }

  @Test
  void whatWasNotDeliveredCannotComeBack() {
    String sku = shop.api().newProduct(PRICE, 10);
    PlacedOrder order = place(sku, 1, "tok_visa").awaitShipment("SCHEDULED");

    Answer refused = order.takeBack(Map.of());

    assertThat(refused.expect(409).code()).isEqualTo(4007);
    awaitStock(shop, sku, 9, 0, 1);
  }

  @Test
  void staffGivesMoneyBackAsGoodwillOnce() {
    String sku = shop.api().newProduct(PRICE, 10);
    PlacedOrder order = place(sku, 2, "tok_visa").awaitShipment("SCHEDULED");
    String refunds = "/api/v1/payments/%s/refunds".formatted(order.id());
    Map<String, Object> goodwill = Map.of("amount", ShopApi.money(500), "reason", "it was late");
    Caller staff = shop.api().staff();

    staff.post(refunds, "goodwill-of-" + order.id(), goodwill).expect(202);

    staff.post(refunds, "goodwill-of-" + order.id(), goodwill).expect(202);
    order.awaitMoney("CAPTURED", 2 * PRICE, 500).awaitProvider("charge", "refund");
    Map<String, Object> tooMuch =
        Map.of("amount", ShopApi.money(2 * PRICE - 499), "reason", "too much");
    assertThat(staff.post(refunds, tooMuch).expect(409).code()).isEqualTo(4008);
    assertThat(order.customer().post(refunds, goodwill).expect(403).code()).isEqualTo(2003);
    order.cancel(Map.of()).expect(202);
    order.awaitCancelled("REQUESTED").awaitMoney("CAPTURED", 2 * PRICE, 2 * PRICE);
    awaitStock(shop, sku, 10, 0, 0);
  }

  @Test
  void callbacksThatComeAgainOrTooLateChangeNothing() {
    String sku = shop.api().newProduct(PRICE, 10);
    PlacedOrder order = place(sku, 1, "tok_visa").deliver();
    String chargeId =
        shop.provider().charge(order.id()).expect(200).json().path("chargeId").asText();
    List<Map<String, String>> fromProvider =
        List.of(
            Map.of("status", "captured", "chargeId", chargeId),
            Map.of("status", "declined", "reason", "late"),
            Map.of("status", "voided"),
            Map.of("status", "refunded", "refundId", "018f0000-0000-7000-8000-000000000000"),
            Map.of("status", "of a later version"));
    List<Map<String, String>> fromCarrier =
        List.of(
            Map.of("status", "booked"),
            Map.of("status", "collected"),
            Map.of("status", "failed", "reason", "late"),
            Map.of("status", "cancelled"),
            Map.of("status", "refused", "reason", "late"));
    List<String> before = order.events();

    for (int times = 0; times < 3; times++) {
      for (Map<String, String> update : fromProvider.reversed()) {
        Callbacks.fromProvider(shop, order.id(), update).expect(204);
      }
      for (Map<String, String> update : fromCarrier.reversed()) {
        Callbacks.fromCarrier(shop, order.id() + ".1", update).expect(204);
      }
    }

    order
        .takeBack(Map.of())
        .expect(200); // what comes after it shows that all of that is dealt with
    order.awaitMoney("CAPTURED", PRICE, PRICE).awaitProvider("charge", "refund");
    order.awaitState("DELIVERED").awaitShipment("DELIVERED");
    assertThat(order.events()).startsWith(before.toArray(String[]::new)).hasSize(before.size() + 1);
    awaitStock(shop, sku, 10, 0, 0);
  }

  @Test
  void callbacksThatThePartnerDidNotSignAreRefused() {
    String sku = shop.api().newProduct(PRICE, 10);
    PlacedOrder order = place(sku, 1, "tok_visa").awaitShipment("SCHEDULED");

    List<Answer> refused = Callbacks.notSignedByTheCarrier(shop, order.id() + ".1", "delivered");

    assertThat(refused).allSatisfy(answer -> assertThat(answer.expect(401).code()).isEqualTo(2004));
    assertThat(Callbacks.unsigned(shop, order.id() + ".1").expect(400).code()).isEqualTo(1002);
    order.awaitState("CONFIRMED").awaitShipment("SCHEDULED");
  }
}

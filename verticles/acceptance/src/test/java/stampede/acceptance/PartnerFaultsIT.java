package stampede.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.acceptance.PlacedOrder.awaitStock;
import static stampede.acceptance.PlacedOrder.eventually;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What becomes of orders while a partner misbehaves towards everybody. One after the other, as a
 * fault that is set hits whoever comes.
 */
@ExtendWith(ShowsOutput.class)
@Execution(ExecutionMode.SAME_THREAD)
class PartnerFaultsIT {

  private static final int PRICE = 700;

  /** Longer than any test takes: what is that late does not come. */
  private static final Map<String, Object> NO_CALLBACKS =
      Map.of("lateCallback", 1, "lateCallbackMillis", 3_600_000);

  private static ShopProcess shop;

  @BeforeAll
  static void openShop() {
    shop = SharedShop.get();
  }

  @AfterEach
  void putRight() {
    shop.provider().noFaults();
    shop.carrier().noFaults();
  }

  private static PlacedOrder place(String sku, int quantity, String paymentToken) {
    return PlacedOrder.place(shop, Caller.order(sku, quantity, paymentToken));
  }

  @Test
  void aPendingPaymentIsTakenOverFromTheCallbackAlone() {
    String sku = shop.api().newProduct(PRICE, 5);
    PlacedOrder order = place(sku, 1, "tok_pending").awaitProvider("pending");

    shop.provider().faults(Map.of("errorBefore", 1)); // whoever asks is not told

    order.awaitShipment("SCHEDULED").awaitMoney("CAPTURED", PRICE, 0);
    order.awaitProvider("pending", "charge");
    awaitStock(shop, sku, 4, 0, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tok_error_after_charge", "tok_hang_after_charge", "tok_reset_after_charge"})
  void aPaymentThatIsNotKnownIsAskedAboutUntilItIs(String paymentToken) {
    shop.provider().faults(NO_CALLBACKS);
    String sku = shop.api().newProduct(PRICE, 5);

    PlacedOrder order = place(sku, 1, paymentToken);

    order.awaitShipment("SCHEDULED").awaitMoney("CAPTURED", PRICE, 0).awaitProvider("charge");
    assertThat(order.events())
        .containsExactly("OrderPlaced", "OrderPaymentUnknown", "OrderPaid", "OrderConfirmed");
    awaitStock(shop, sku, 4, 0, 1);
  }

  @Test
  void moneyThatWasTakenForACancelledOrderIsGivenBack() {
    shop.provider().faults(NO_CALLBACKS);
    String sku = shop.api().newProduct(PRICE, 5);
    PlacedOrder order = place(sku, 2, "tok_hang_after_charge").awaitProvider("charge");

    order.cancel(Map.of()).expect(200);

    order
        .awaitCancelled("REQUESTED")
        .awaitMoney("CAPTURED", 2 * PRICE, 2 * PRICE)
        .awaitProvider("charge", "refund");
    assertThat(order.events()).doesNotContain("OrderPaid");
    awaitStock(shop, sku, 5, 0, 0);
  }

  @Test
  void aRefundIsMadeOnceHoweverOftenItHasToBeAskedFor() {
    String sku = shop.api().newProduct(PRICE, 5);
    PlacedOrder order = place(sku, 2, "tok_visa").awaitShipment("SCHEDULED");
    shop.provider()
        .faults(Map.of("errorAfter", 1, "lateCallback", 1, "lateCallbackMillis", 3_600_000));

    order.cancel(Map.of()).expect(202);

    order.awaitProvider("charge", "refund");
    eventually(
        () -> assertThat(order.payment().at("/refunds/0/state").asText()).isEqualTo("REQUESTED"));
    shop.provider().noFaults();
    order.awaitMoney("CAPTURED", 2 * PRICE, 2 * PRICE).awaitProvider("charge", "refund");
    awaitStock(shop, sku, 5, 0, 0);
  }

  @Test
  void everyCallbackMayComeTwice() {
    Map<String, Object> twice = Map.of("duplicateCallback", 1);
    shop.provider().faults(twice);
    shop.carrier().faults(twice);
    String sku = shop.api().newProduct(PRICE, 5);

    PlacedOrder order = place(sku, 1, "tok_pending");

    order.deliver().awaitMoney("CAPTURED", PRICE, 0).awaitProvider("pending", "charge");
    assertThat(order.events())
        .containsSubsequence("OrderPaid", "OrderConfirmed", "OrderShipped", "OrderDelivered")
        .doesNotHaveDuplicates();
    awaitStock(shop, sku, 4, 0, 1);
  }

  @Test
  void itIsTooLateToCancelWhenTheCarrierHasIt() {
    shop.carrier().faults(NO_CALLBACKS);
    String sku = shop.api().newProduct(PRICE, 5);
    PlacedOrder order = place(sku, 1, "tok_visa").awaitShipment("SCHEDULED");
    order.carrierMoves("collected"); // and nobody tells the shop

    order.cancel(Map.of()).expect(202);

    order.awaitState("SHIPPED").awaitMoney("CAPTURED", PRICE, 0);
    assertThat(order.now().at("/cancellations/0/status").asText()).isEqualTo("REFUSED");
    assertThat(order.events())
        .containsSubsequence("OrderCancellationRequested", "OrderCancellationRefused")
        .doesNotContain("OrderCancelled");
    assertThat(shop.carrier().kinds(order.id())).isEqualTo(List.of("book", "collect"));
    awaitStock(shop, sku, 4, 0, 1);
  }
}

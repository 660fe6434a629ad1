package stampede.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.acceptance.PlacedOrder.awaitStock;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders of a shop that does not wait for their money for long. */
@ExtendWith(ShowsOutput.class)
class WhenTimeIsUpIT {

  private static final int PRICE = 1_250;

  private static ShopProcess shop;

  @BeforeAll
  static void openShop() {
    shop =
        ShopProcess.start(
            "impatient",
            "payment.provider-timeout=700ms",
            "payment.give-up-after=1500ms",
            "order.reservation-time=6s",
            "inventory.expiry-sweep=200ms");
  }

  @AfterAll
  static void closeShop() {
    shop.close();
  }

  @AfterEach
  void putRight() {
    shop.provider().noFaults();
  }

  private static PlacedOrder place(String sku, String paymentToken) {
    return PlacedOrder.place(shop, Caller.order(sku, 2, paymentToken));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tok_error", "tok_hang"})
  void aPaymentThatCannotBeMadeIsGivenUpForGood(String paymentToken) {
    String sku = shop.api().newProduct(PRICE, 5);

    PlacedOrder order = place(sku, paymentToken);

    order.awaitCancelled("PAYMENT_FAILED").awaitMoney("FAILED", 0, 0).awaitProvider("void");
    assertThat(order.events())
        .containsExactly("OrderPlaced", "OrderPaymentUnknown", "OrderCancelled");
    awaitStock(shop, sku, 5, 0, 0);
  }

  @Test
  void stockIsHeldNoLongerThanPromised() {
    shop.provider().faults(Map.of("hangBefore", 1));
    String sku = shop.api().newProduct(PRICE, 5);

    PlacedOrder order = place(sku, "tok_visa");

    awaitStock(shop, sku, 3, 2, 0);
    order.awaitCancelled("RESERVATION_EXPIRED");
    awaitStock(shop, sku, 5, 0, 0);
    assertThat(shop.provider().kinds(order.id())).isEmpty();
    shop.provider().noFaults();
    order.awaitMoney("FAILED", 0, 0).awaitProvider("void");
  }

  @Test
  void moneyThatComesAfterTheStockIsGoneIsGivenBack() {
    shop.provider()
        .faults(Map.of("hangAfter", 1, "lateCallback", 1, "lateCallbackMillis", 3_600_000));
    String sku = shop.api().newProduct(PRICE, 5);

    PlacedOrder order = place(sku, "tok_visa").awaitProvider("charge");

    order.awaitCancelled("RESERVATION_EXPIRED");
    awaitStock(shop, sku, 5, 0, 0);
    shop.provider().noFaults();
    order.awaitMoney("CAPTURED", 2 * PRICE, 2 * PRICE).awaitProvider("charge", "refund");
    assertThat(order.events()).doesNotContain("OrderPaid");
    awaitStock(shop, sku, 5, 0, 0);
  }
}

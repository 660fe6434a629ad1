package stampede.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.acceptance.PlacedOrder.awaitStock;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Orders of a shop that does not wait for their money for long: it gives a payment up after a
 * second, and an order after seven. An answer of the provider it awaits for longer than that, so
 * that whoever gets none is still waiting when the stock is given back.
 */
@ExtendWith(ShowsOutput.class)
class WhenTimeIsUpIT {

  private static final int PRICE = 1_250;

  private static ShopProcess shop;

  @BeforeAll
  static void openShop() {
    shop =
        ShopProcess.start(
            "impatient",
            "payment.give-up-after=1s",
            "order.reservation-time=7s",
            "payment.provider-timeout=12s",
            "inventory.expiry-sweep=200ms");
    shop.provider().faults(Map.of("lateCallback", 1, "lateCallbackMillis", 3_600_000));
  }

  @AfterAll
  static void closeShop() {
    shop.close();
  }

  private static PlacedOrder place(String sku, String paymentToken) {
    return PlacedOrder.place(shop, Caller.order(sku, 2, paymentToken));
  }

  @Test
  void aPaymentThatCannotBeMadeIsGivenUpForGood() {
    String sku = shop.api().newProduct(PRICE, 5);

    PlacedOrder order = place(sku, "tok_error");

    order.awaitCancelled("PAYMENT_FAILED").awaitMoney("FAILED", 0, 0).awaitProvider("void");
    assertThat(order.events())
        .containsExactly("OrderPlaced", "OrderPaymentUnknown", "OrderCancelled");
    awaitStock(shop, sku, 5, 0, 0);
  }

  @Test
  void stockIsHeldNoLongerThanPromised() {
    String sku = shop.api().newProduct(PRICE, 5);

    PlacedOrder order = place(sku, "tok_hang");

    awaitStock(shop, sku, 3, 2, 0);
    order.awaitCancelled("RESERVATION_EXPIRED").awaitMoney("FAILED", 0, 0).awaitProvider("void");
    awaitStock(shop, sku, 5, 0, 0);
  }

  @Test
  void moneyThatComesAfterTheStockWasGivenBackIsRefunded() {
    String sku = shop.api().newProduct(PRICE, 5);

    PlacedOrder order = place(sku, "tok_hang_after_charge");

    order
        .awaitCancelled("RESERVATION_EXPIRED")
        .awaitMoney("CAPTURED", 2 * PRICE, 2 * PRICE)
        .awaitProvider("charge", "refund");
    assertThat(order.events()).containsExactly("OrderPlaced", "OrderCancelled");
    awaitStock(shop, sku, 5, 0, 0);
  }
}

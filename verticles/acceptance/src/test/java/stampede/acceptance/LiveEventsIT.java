package stampede.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.acceptance.PlacedOrder.eventually;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who watches an order sees what happens to it, as it happens, until it has ended. */
@ExtendWith(ShowsOutput.class)
class LiveEventsIT {

  private static ShopProcess shop;

  @BeforeAll
  static void openShop() {
    shop = SharedShop.get();
  }

  @Test
  void aStreamTellsEverythingAndEndsWithTheOrder() {
    String sku = shop.api().newProduct(100, 10);
    PlacedOrder order = PlacedOrder.place(shop, Caller.order(sku, 1, "tok_visa"));

    try (LiveStream stream = LiveStream.open(order, "")) {
      order.deliver();

      eventually(() -> assertThat(stream.hasEnded()).isTrue());
      assertThat(stream.contentType()).startsWith("text/event-stream");
      assertThat(stream.events())
          .containsExactly(
              "1 OrderPlaced",
              "2 OrderPaid",
              "3 OrderConfirmed",
              "4 OrderShipped",
              "5 OrderDelivered");
    }
  }

  @Test
  void aStreamThatBrokeOffGoesOnWhereItWas() {
    String sku = shop.api().newProduct(100, 10);
    PlacedOrder order = PlacedOrder.place(shop, Caller.order(sku, 1, "tok_visa"));
    try (LiveStream first = LiveStream.open(order, "")) {
      eventually(() -> assertThat(first.events()).contains("3 OrderConfirmed"));
    }
    order.deliver();

    try (LiveStream second = LiveStream.open(order, "3")) {
      eventually(() -> assertThat(second.hasEnded()).isTrue());
      assertThat(second.events()).containsExactly("4 OrderShipped", "5 OrderDelivered");
    }
  }

  @Test
  void anotherCustomersOrderIsNotToBeWatched() {
    String sku = shop.api().newProduct(100, 10);
    PlacedOrder order = PlacedOrder.place(shop, Caller.order(sku, 1, "tok_visa"));
    Caller other = shop.api().newCustomer();

    Answer refused =
        other.send(
            other
                .request("/api/v1/orders/%s/events".formatted(order.id()))
                .header("Accept", "text/event-stream")
                .GET());

    assertThat(refused.expect(404).code()).isEqualTo(3001);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
  }
}

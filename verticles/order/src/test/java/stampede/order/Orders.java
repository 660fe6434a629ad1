package stampede.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import stampede.contracts.Money;
import stampede.contracts.inventory.StockLine;
import stampede.contracts.order.OrderEvent;
import stampede.contracts.order.ShippingAddress;
import stampede.order.Cancellation.Kind;
import stampede.order.Cancellation.Status;
import stampede.platform.aggregate.Decision;

/** Orders as tests need them. */
final class Orders {

  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  static final ShippingAddress ADDRESS =
      new ShippingAddress("Kim", "1 Main St", "London", "E1", "GB");

  private Orders() {}

  /** Two lamps at 10.00 and three candles at 1.50. */
  static OrderDetails details(UUID id) {
    return new OrderDetails(
        id,
        "kim",
        0,
        NOW,
        NOW.plusSeconds(900),
        ADDRESS,
        List.of(
            OrderLine.ordered("LAMP", "Lamp", 2, pounds(1000)),
            OrderLine.ordered("CANDLE", "Candle", 3, pounds(150))),
        List.of(),
        List.of());
  }

  static Order.Placed placed() {
    return (Order.Placed) after(Order.place(details(new UUID(0, 1)), "tok_visa", NOW));
  }

  static Order.Paid paid() {
    return (Order.Paid) after(placed().pay(NOW));
  }

  static Order.Confirmed confirmed() {
    return (Order.Confirmed) after(paid().confirm(NOW));
  }

  static Order.Cancelling cancelling(Cancellation wanted) {
    return (Order.Cancelling) after(confirmed().askToCancel(wanted, NOW));
  }

  static Order.Shipped shipped() {
    return (Order.Shipped) after(confirmed().ship(NOW));
  }

  static Order.Delivered delivered() {
    return (Order.Delivered) after(shipped().deliver(NOW));
  }

  static Cancellation oneLamp() {
    return new Cancellation(
        "key",
        "hash",
        Kind.CANCELLATION,
        List.of(new StockLine("LAMP", 1)),
        false,
        Status.REQUESTED);
  }

  static Cancellation everything() {
    return new Cancellation(
        "key",
        "hash",
        Kind.CANCELLATION,
        List.of(new StockLine("LAMP", 2), new StockLine("CANDLE", 3)),
        true,
        Status.REQUESTED);
  }

  static Money pounds(long pence) {
    return new Money(pence, "GBP");
  }

  static Order after(Decision<Order, OrderEvent> decision) {
    return decision.after().orElseThrow();
  }
}

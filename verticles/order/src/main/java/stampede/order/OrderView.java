package stampede.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import stampede.contracts.Money;
import stampede.contracts.inventory.StockLine;
import stampede.contracts.order.ShippingAddress;

/** An order as clients see it. */
record OrderView(
    UUID id,
    String state,
    String customerId,
    Instant placedAt,
    Instant expiresAt,
    List<Line> lines,
    Money total,
    Money owed,
    ShippingAddress shipTo,
    Optional<String> cancelledBecause,
    List<Wanted> cancellations,
    Links links) {

  /** Where more is to be found. */
  record Links(String self, String events, String payment, String shipment) {}

  /** A line and what has become of its pieces. */
  record Line(
      String sku,
      String name,
      int quantity,
      Money unitPrice,
      Money total,
      int cancelled,
      int returned) {}

  /** A cancellation or a return, and what came of it. */
  record Wanted(String id, String kind, String status, List<StockLine> lines) {

    static Wanted of(Cancellation cancellation) {
      return new Wanted(
          cancellation.id(),
          cancellation.kind().name(),
          cancellation.status().name(),
          cancellation.lines());
    }
  }

  static OrderView of(Order order) {
    Optional<String> because =
        order instanceof Order.Cancelled cancelled
            ? Optional.of(cancelled.reason().name())
            : Optional.empty();
    return of(order.details(), stateOf(order), because);
  }

  /** As it was answered when it was placed. */
  static OrderView asPlaced(OrderDetails details) {
    return of(details, "PLACED", Optional.empty());
  }

  /** What clients call its state. */
  static String stateOf(Order order) {
    return switch (order) {
      case Order.Placed placed -> "PLACED";
      case Order.PaymentUnknown unknown -> "PAYMENT_UNKNOWN";
      case Order.Paid paid -> "PAID";
      case Order.Confirmed confirmed -> "CONFIRMED";
      case Order.Cancelling cancelling -> "CANCELLING";
      case Order.Shipped shipped -> "SHIPPED";
      case Order.Delivered delivered -> "DELIVERED";
      case Order.Cancelled cancelled -> "CANCELLED";
    };
  }

  static String locationOf(UUID id) {
    return "/api/v1/orders/" + id;
  }

  private static OrderView of(OrderDetails details, String state, Optional<String> because) {
    return new OrderView(
        details.id(),
        state,
        details.customerId(),
        details.placedAt(),
        details.expiresAt(),
        details.lines().stream().map(OrderView::line).toList(),
        details.total(),
        details.owed(),
        details.shipTo(),
        because,
        details.cancellations().stream().map(Wanted::of).toList(),
        new Links(
            locationOf(details.id()),
            locationOf(details.id()) + "/events",
            "/api/v1/payments/" + details.id(),
            "/api/v1/shipments/" + details.id()));
  }

  private static Line line(OrderLine line) {
    return new Line(
        line.sku(),
        line.name(),
        line.quantity(),
        line.unitPrice(),
        line.unitPrice().times(line.quantity()),
        line.cancelled(),
        line.returned());
  }
}

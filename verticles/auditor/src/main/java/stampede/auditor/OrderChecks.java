package stampede.auditor;

import static stampede.auditor.Invariant.ORDERS;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** A: every order exists exactly once, and everybody agrees on where it stands. Pure. */
final class OrderChecks {

  private final Books books;
  private final Findings findings;

  private OrderChecks(Books books, Findings findings) {
    this.books = books;
    this.findings = findings;
  }

  static void check(Books books, Findings findings) {
    OrderChecks checks = new OrderChecks(books, findings);
    checks.keys();
    for (UUID orderId : books.orderIds()) {
      OrderRow order = books.orders().get(orderId);
      if (order == null) {
        checks.withoutOrder(orderId);
      } else {
        checks.told(order);
        if (books.isSettled(orderId)) {
          checks.companions(order);
        }
      }
    }
  }

  private void add(String check, Object subject, String detail) {
    findings.add(ORDERS, check, subject, detail);
  }

  private record Key(String customerId, String idempotencyKey) {}

  private void keys() {
    Map<Key, UUID> keyToOrder = new HashMap<>();
    for (OrderRow order : new TreeMap<>(books.orders()).values()) {
      UUID other = keyToOrder.put(new Key(order.customerId(), order.idempotencyKey()), order.id());
      if (other != null) {
        add(
            "placed-twice",
            order.id(),
            "its customer placed %s under the same key".formatted(other));
      }
    }
  }

  private void told(OrderRow order) {
    History<OrderFold> history = books.histories().orders.get(order.id());
    if (history == null || history.count() == 0) {
      add("never-told", order.id(), "there is an order, and OrderPlaced was never said");
    }
  }

  /**
   * What was written for an order that does not exist. Held stock is allowed: it is of an order
   * that was not written in the end, and comes back when its time is over.
   */
  private void withoutOrder(UUID orderId) {
    if (books.histories().orders.containsKey(orderId)) {
      add("told-not-there", orderId, "it is on the topic, and there is no such order");
    }
    if (books.payments().containsKey(orderId)) {
      add("payment-without-order", orderId, "there is a payment, and no such order");
    }
    if (books.shipments().containsKey(orderId)) {
      add("shipment-without-order", orderId, "there is a shipment, and no such order");
    }
    ReservationRow reservation = books.reservations().get(orderId);
    if (reservation != null && reservation.state() == ReservationState.SOLD) {
      add(
          "sold-without-order",
          orderId,
          reservation.pieces() + " sold, and there is no such order");
    }
  }

  private void companions(OrderRow order) {
    ReservationRow reservation = books.reservations().get(order.id());
    if (reservation == null) {
      add("no-reservation", order.id(), "nothing was ever reserved for it");
    } else {
      require(order, "reservation", reservations(order.state()), reservation.state());
      findings.requireEqual(
          ORDERS,
          "stock-differs",
          order.id(),
          "the order keeps %s, the inventory has for it %s",
          Line.kept(order.lines()),
          reservation.pieces());
    }
    PaymentRow payment = books.payments().get(order.id());
    if (payment == null) {
      add("no-payment", order.id(), "there is no payment for it");
    } else {
      require(order, "payment", payments(order), payment.state());
    }
    shipment(order, Optional.ofNullable(books.shipments().get(order.id())));
  }

  private <S extends Enum<S>> void require(OrderRow order, String what, Set<S> expected, S found) {
    if (!expected.contains(found)) {
      add(
          "states-disagree",
          order.id(),
          "the order is %s, its %s %s: expected %s"
              .formatted(
                  named(order), what, found, expected.isEmpty() ? "neither to stay" : expected));
    }
  }

  private static String named(OrderRow order) {
    return order.state() + (order.reason().isEmpty() ? "" : " (" + order.reason() + ")");
  }

  /** None for an order that is paid: once settled, the inventory's answer has moved it on. */
  private static Set<ReservationState> reservations(OrderState state) {
    return switch (state) {
      case PLACED, PAYMENT_UNKNOWN -> EnumSet.of(ReservationState.HELD);
      case PAID -> EnumSet.noneOf(ReservationState.class);
      case CONFIRMED, CANCELLING, SHIPPED -> EnumSet.of(ReservationState.SOLD);
      case DELIVERED -> EnumSet.of(ReservationState.SOLD, ReservationState.ENDED);
      case CANCELLED -> EnumSet.of(ReservationState.ENDED);
    };
  }

  private static Set<PaymentState> payments(OrderRow order) {
    return switch (order.state()) {
      case PLACED -> EnumSet.of(PaymentState.PENDING);
      case PAYMENT_UNKNOWN -> EnumSet.of(PaymentState.UNKNOWN);
      case PAID, CONFIRMED, CANCELLING, SHIPPED, DELIVERED -> EnumSet.of(PaymentState.PAID);
      case CANCELLED ->
          switch (order.reason()) {
            case "PAYMENT_DECLINED" -> EnumSet.of(PaymentState.DECLINED);
            case "PAYMENT_FAILED" -> EnumSet.of(PaymentState.FAILED);
            case "DELIVERY_FAILED" -> EnumSet.of(PaymentState.PAID);
            default -> EnumSet.allOf(PaymentState.class);
          };
    };
  }

  private void shipment(OrderRow order, Optional<ShipmentRow> shipment) {
    Set<ShipmentState> expected = shipments(order);
    if (shipment.isEmpty()) {
      boolean needed =
          !(expected.isEmpty()
              || (order.state() == OrderState.CANCELLED && !failedDelivery(order)));
      if (needed) {
        add(
            "no-shipment",
            order.id(),
            "the order is %s, and nothing is sent".formatted(named(order)));
      }
      return;
    }
    require(order, "shipment", expected, shipment.get().state());
    if (order.state() != OrderState.CANCELLED && order.state() != OrderState.CANCELLING) {
      findings.requireEqual(
          ORDERS,
          "parcel-differs",
          order.id(),
          "the order is of %s, the parcel of %s",
          Line.delivered(order.lines()),
          shipment.get().pieces());
    }
  }

  private static boolean failedDelivery(OrderRow order) {
    return Objects.equals(order.reason(), "DELIVERY_FAILED");
  }

  /** None where there must not be a shipment. */
  private static Set<ShipmentState> shipments(OrderRow order) {
    return switch (order.state()) {
      case PLACED, PAYMENT_UNKNOWN, PAID -> EnumSet.noneOf(ShipmentState.class);
      case CONFIRMED -> EnumSet.of(ShipmentState.PENDING, ShipmentState.SCHEDULED);
      case CANCELLING -> EnumSet.of(ShipmentState.STOPPING);
      case SHIPPED -> EnumSet.of(ShipmentState.DISPATCHED);
      case DELIVERED -> EnumSet.of(ShipmentState.DELIVERED);
      case CANCELLED ->
          switch (order.reason()) {
            case "DELIVERY_FAILED" -> EnumSet.of(ShipmentState.FAILED);
            case "REQUESTED" -> EnumSet.of(ShipmentState.STOPPED);
            default -> EnumSet.noneOf(ShipmentState.class);
          };
    };
  }
}

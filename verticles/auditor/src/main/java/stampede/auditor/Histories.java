package stampede.auditor;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import stampede.contracts.Event;
import stampede.contracts.catalog.ProductEvent;
import stampede.contracts.delivery.DeliveryEvent;
import stampede.contracts.inventory.StockEvent;
import stampede.contracts.inventory.StockEvent.ReservationEvent;
import stampede.contracts.order.OrderEvent;
import stampede.contracts.payment.PaymentEvent;

/**
 * Everything that was ever said, folded, by aggregate. Different flows may be filled by different
 * threads at once, as they share nothing.
 */
final class Histories {

  final Map<UUID, History<OrderFold>> orders = new HashMap<>();
  final Map<UUID, History<PaymentFold>> payments = new HashMap<>();
  final Map<UUID, History<ReservationFold>> reservations = new HashMap<>();
  final Map<UUID, History<ShipmentFold>> shipments = new HashMap<>();
  final Map<String, History<StockFold>> stock = new HashMap<>();
  final Map<String, History<ProductFold>> products = new HashMap<>();

  /** Takes in an event; true when it is a copy of one that was there. */
  boolean add(TopicEvent told) {
    Event event = told.event();
    return switch (event) {
      case OrderEvent order -> history(order).add(told);
      case PaymentEvent payment ->
          payments
              .computeIfAbsent(payment.orderId(), id -> new History<>(new PaymentFold()))
              .add(told);
      case ReservationEvent reservation ->
          reservations
              .computeIfAbsent(reservation.orderId(), id -> new History<>(new ReservationFold()))
              .add(told);
      case StockEvent ofProduct ->
          stock
              .computeIfAbsent(ofProduct.aggregateId(), id -> new History<>(new StockFold()))
              .add(told);
      case DeliveryEvent delivery ->
          shipments
              .computeIfAbsent(delivery.orderId(), id -> new History<>(new ShipmentFold()))
              .add(told);
      case ProductEvent product ->
          products.computeIfAbsent(product.sku(), id -> new History<>(new ProductFold())).add(told);
      default -> throw new IllegalArgumentException("no flow has such events: " + event);
    };
  }

  private History<OrderFold> history(OrderEvent event) {
    return orders.computeIfAbsent(event.orderId(), id -> new History<>(new OrderFold()));
  }

  /** Every aggregate of that flow, by its id: a UUID, or a SKU as text. */
  void forEach(Flow flow, BiConsumer<Object, History<?>> use) {
    switch (flow) {
      case CATALOG -> products.forEach(use);
      case INVENTORY -> {
        reservations.forEach(use);
        stock.forEach(use);
      }
      case ORDER -> orders.forEach(use);
      case PAYMENT -> payments.forEach(use);
      case DELIVERY -> shipments.forEach(use);
    }
  }

  /** The history of that aggregate, which the flow calls by that name; null when it has none. */
  @Nullable History<?> find(Flow flow, String aggregateId) {
    return switch (flow) {
      case CATALOG -> products.get(aggregateId);
      case INVENTORY -> {
        History<?> ofProduct = stock.get(aggregateId);
        yield ofProduct == null ? byOrder(reservations, aggregateId) : ofProduct;
      }
      case ORDER -> byOrder(orders, aggregateId);
      case PAYMENT -> byOrder(payments, aggregateId);
      case DELIVERY -> byOrder(shipments, aggregateId);
    };
  }

  private static @Nullable History<?> byOrder(
      Map<UUID, ? extends History<?>> histories, String aggregateId) {
    try {
      return histories.get(UUID.fromString(aggregateId));
    } catch (IllegalArgumentException e) {
      return null; // no order is called so
    }
  }

  /** How many events there are, copies not counted. */
  long events() {
    long[] events = new long[1];
    for (Flow flow : Flow.values()) {
      forEach(flow, (id, history) -> events[0] += history.count());
    }
    return events[0];
  }
}

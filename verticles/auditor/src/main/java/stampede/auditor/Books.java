package stampede.auditor;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stampede.contracts.BoundedContext;

/**
 * Everything that was read, at one moment of rest.
 *
 * @param at that moment
 * @param copies what the order context has copied of the catalogue
 * @param ledger the provider's entries, in order, by our reference
 */
record Books(
    Instant at,
    Map<String, ProductRow> products,
    Map<String, StockRow> stock,
    Map<String, StockRow.Movements> movements,
    Map<UUID, ReservationRow> reservations,
    Map<UUID, OrderRow> orders,
    Map<String, ProductRow> copies,
    Map<UUID, PaymentRow> payments,
    Map<UUID, ShipmentRow> shipments,
    Map<BoundedContext, Messaging> messaging,
    Histories histories,
    BrokerBooks broker,
    Map<String, List<LedgerEntry>> ledger) {

  Messaging messaging(BoundedContext context) {
    Messaging kept = messaging.get(context);
    if (kept == null) {
      throw new IllegalArgumentException(context + " has no database");
    }
    return kept;
  }

  /** Every order that anybody knows of. */
  Set<UUID> orderIds() {
    Set<UUID> ids = new HashSet<>(orders.keySet());
    ids.addAll(histories.orders.keySet());
    ids.addAll(payments.keySet());
    ids.addAll(histories.payments.keySet());
    ids.addAll(reservations.keySet());
    ids.addAll(histories.reservations.keySet());
    ids.addAll(shipments.keySet());
    ids.addAll(histories.shipments.keySet());
    return ids;
  }

  /** Whether every event about that order has had its effect everywhere. */
  boolean isSettled(UUID orderId) {
    return isApplied(Flow.ORDER, orderId, histories.orders.get(orderId))
        && isApplied(Flow.PAYMENT, orderId, histories.payments.get(orderId))
        && isApplied(Flow.INVENTORY, orderId, histories.reservations.get(orderId))
        && isApplied(Flow.DELIVERY, orderId, histories.shipments.get(orderId));
  }

  private boolean isApplied(Flow flow, UUID orderId, @Nullable History<?> history) {
    return history == null
        || flow.followers().stream()
            .allMatch(
                follower -> messaging(follower).inbox(flow).reached(orderId) >= history.count());
  }
}

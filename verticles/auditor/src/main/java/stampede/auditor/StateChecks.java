package stampede.auditor;

import static stampede.auditor.Invariant.EVENTS;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import stampede.contracts.order.OrderEvent.OrderCancellationRequested;
import stampede.contracts.payment.PaymentEvent.PaymentRefunded;
import stampede.contracts.payment.PaymentEvent.RefundCause;

/** E, in the tables: the fold of what was said is what is. Pure. */
final class StateChecks {

  private final Books books;
  private final Findings findings;

  private StateChecks(Books books, Findings findings) {
    this.books = books;
    this.findings = findings;
  }

  static void check(Books books, Findings findings) {
    StateChecks checks = new StateChecks(books, findings);
    Histories told = books.histories();
    checks.both("order", books.orders(), told.orders, OrderFold::new, checks::order);
    checks.both("payment", books.payments(), told.payments, PaymentFold::new, checks::payment);
    checks.both(
        "reservation",
        books.reservations(),
        told.reservations,
        ReservationFold::new,
        checks::reservation);
    checks.both("shipment", books.shipments(), told.shipments, ShipmentFold::new, checks::shipment);
    checks.both("product", books.products(), told.products, ProductFold::new, checks::product);
    checks.both("stock", books.stock(), told.stock, StockFold::new, checks::stock);
    checks.copies();
  }

  /** Compares every row with its history; one without events has an empty one. */
  private <K, R, F extends Fold> void both(
      String what,
      Map<K, R> rows,
      Map<K, History<F>> told,
      Supplier<F> nothing,
      BiConsumer<R, History<F>> compare) {
    rows.forEach(
        (id, row) -> {
          History<F> history = told.get(id);
          compare.accept(row, history == null ? new History<>(nothing.get()) : history);
        });
    Set<K> lost = new HashSet<>(told.keySet());
    lost.removeAll(rows.keySet());
    for (K id : lost) {
      History<F> history = told.get(id);
      if (history != null && history.count() > 0) {
        findings.add(
            EVENTS,
            "no-row",
            id,
            "there are %d events of this %s, and no row".formatted(history.count(), what));
      }
    }
  }

  private void equal(Object id, String what, Object events, Object table) {
    findings.requireEqual(
        EVENTS, "fold-differs", id, what + ": the events say %s, the table says %s", events, table);
  }

  private void head(Object id, String what, RowHead<?> head, long events) {
    equal(id, what + " version", events, head.version());
    if (!head.agrees()) {
      findings.add(
          EVENTS,
          "row-contradicts-itself",
          id,
          "%s: the columns say %s in version %d, the document %s in version %d"
              .formatted(
                  what,
                  head.state(),
                  head.version(),
                  head.documentState(),
                  head.documentVersion()));
    }
  }

  private void order(OrderRow row, History<OrderFold> history) {
    head(row.id(), "order", row.head(), history.count());
    OrderFold told = history.fold();
    if (history.count() > 0) {
      equal(row.id(), "order state", told.state(), row.state());
      equal(row.id(), "customer", told.customerId(), row.customerId());
      equal(row.id(), "customer", told.customerId(), row.documentCustomerId());
      equal(row.id(), "end of the hold", told.expiresAt(), row.expiresAt());
      equal(row.id(), "currency", told.currency(), row.currency());
      equal(row.id(), "lines", told.lines(), row.lines());
      equal(row.id(), "reason", told.reason(), row.reason());
    }
  }

  private void payment(PaymentRow row, History<PaymentFold> history) {
    head(row.id(), "payment", row.head(), history.count());
    PaymentFold told = history.fold();
    equal(row.id(), "payment state", told.state(), row.state());
    equal(row.id(), "captured amount", told.captured(), row.captured());
    equal(row.id(), "charge", told.chargeId(), row.chargeId());
    if (told.state() == PaymentState.PAID) {
      equal(row.id(), "payment currency", told.currency(), row.currency());
    }
    Set<UUID> untold = new HashSet<>(told.refunds().keySet());
    for (PaymentRow.Refund refund : row.refunds()) {
      untold.remove(refund.id());
      Optional<PaymentRefunded> event = Optional.ofNullable(told.refunds().get(refund.id()));
      equal(row.id(), "refund " + refund.id() + " done", event.isPresent(), refund.done());
      event.ifPresent(
          done -> {
            equal(row.id(), "refund amount", done.amount().minorUnits(), refund.amount());
            equal(row.id(), "goodwill", done.cause() == RefundCause.GOODWILL, refund.goodwill());
          });
    }
    untold.forEach(id -> equal(row.id(), "refund " + id, "done", "nothing"));
  }

  private void reservation(ReservationRow row, History<ReservationFold> history) {
    head(row.id(), "reservation", row.head(), history.count());
    ReservationFold told = history.fold();
    equal(row.id(), "reservation state", told.state(), row.state());
    equal(row.id(), "reserved or sold", told.pieces(), row.pieces());
    if (told.state() == ReservationState.HELD) {
      equal(row.id(), "end of the hold", Optional.of(told.expiresAt()), row.dueAt());
    }
  }

  private void shipment(ShipmentRow row, History<ShipmentFold> history) {
    head(row.id(), "shipment", row.head(), history.count());
    ShipmentFold told = history.fold();
    History<OrderFold> ofOrder = books.histories().orders.get(row.id());
    if (ofOrder == null) {
      return; // a shipment without an order is found elsewhere
    }
    Pieces pieces = ofOrder.fold().confirmed();
    boolean everything = false;
    for (String cancellationId : told.released()) {
      OrderCancellationRequested request = ofOrder.fold().requests().get(cancellationId);
      if (request == null) {
        findings.add(
            EVENTS,
            "released-unasked",
            row.id(),
            "nobody asked for cancellation " + cancellationId);
        return;
      }
      everything = request.everything();
      pieces = everything ? pieces : pieces.minus(Pieces.of(request.lines()));
    }
    ShipmentState state =
        everything && told.state() == ShipmentState.PENDING ? ShipmentState.STOPPED : told.state();
    boolean asking = row.state() == ShipmentState.STOPPING && !state.ended();
    if (!(asking && state != ShipmentState.DISPATCHED)) {
      equal(row.id(), "shipment state", state, row.state());
      equal(row.id(), "tracking number", trackingNumber(state, told), row.trackingNumber());
    }
    equal(row.id(), "pieces in the parcel", pieces, row.pieces());
  }

  /** The shipment itself forgets it once it has failed or was stopped. */
  private static String trackingNumber(ShipmentState state, ShipmentFold told) {
    return switch (state) {
      case SCHEDULED, DISPATCHED, DELIVERED -> told.trackingNumber();
      case PENDING, STOPPING, FAILED, STOPPED -> "";
    };
  }

  private void product(ProductRow row, History<ProductFold> history) {
    equal(
        row.sku(),
        "product",
        history.fold().product().map(ProductRow::toString).orElse("nothing"),
        row.toString());
  }

  private void stock(StockRow row, History<StockFold> history) {
    equal(row.sku(), "stock's movements", history.count(), row.movements());
  }

  /** The order context's copy of the catalogue, of what it has heard. */
  private void copies() {
    Inbox heard = books.messaging(Flow.ORDER.owner()).inbox(Flow.CATALOG);
    books
        .products()
        .forEach(
            (sku, product) -> {
              if (heard.reached(sku) == product.version()) {
                ProductRow copy = books.copies().get(sku);
                findings.requireEqual(
                    EVENTS,
                    "copy-differs",
                    sku,
                    "the catalogue has %s, the orders' copy is %s",
                    product.copy(),
                    copy == null ? "missing" : copy);
              }
            });
    for (String sku : books.copies().keySet()) {
      if (!books.products().containsKey(sku)) {
        findings.add(EVENTS, "copy-of-nothing", sku, "the catalogue has no such product");
      }
    }
  }
}

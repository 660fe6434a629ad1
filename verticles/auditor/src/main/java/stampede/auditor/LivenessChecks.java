package stampede.auditor;

import static stampede.auditor.Invariant.LIVENESS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import stampede.contracts.BoundedContext;

/** L: what should have happened by now has happened; and what is still open. Pure. */
final class LivenessChecks {

  private final Books books;
  private final Instant overdue;
  private final Findings findings;
  private final List<OpenWork> open = new ArrayList<>();

  private LivenessChecks(Books books, Duration allowance, Findings findings) {
    this.books = books;
    this.overdue = books.at().minus(allowance);
    this.findings = findings;
  }

  /** Checks, and lists what is under way. */
  static List<OpenWork> check(Books books, Duration allowance, Findings findings) {
    LivenessChecks checks = new LivenessChecks(books, allowance, findings);
    books.orders().values().forEach(checks::order);
    books.payments().values().forEach(checks::payment);
    books.shipments().values().forEach(checks::shipment);
    books.reservations().values().forEach(checks::reservation);
    books.messaging().forEach(checks::outbox);
    for (Flow flow : Flow.values()) {
      books
          .histories()
          .forEach(
              flow,
              (id, history) ->
                  flow.followers().forEach(follower -> checks.late(flow, id, history, follower)));
    }
    return checks.open;
  }

  private void open(String kind, Object subject, String detail) {
    open.add(new OpenWork(kind, subject.toString(), detail));
  }

  private void add(String check, Object subject, String detail) {
    findings.add(LIVENESS, check, subject, detail);
  }

  private void order(OrderRow order) {
    if (order.state().ended()) {
      return;
    }
    open("order", order.id(), "it is " + order.state());
    if (order.state().beforeDelivery() && order.expiresAt().isBefore(overdue)) {
      add(
          "order-stuck",
          order.id(),
          "it is %s, and its stock was held until %s only"
              .formatted(order.state(), order.expiresAt()));
    }
  }

  private void payment(PaymentRow payment) {
    if (payment.open()) {
      open(
          "payment",
          payment.id(),
          payment.state().open() ? "it is " + payment.state() : "a refund is to be made");
      attended("payment", payment.id(), payment.dueAt());
    }
  }

  private void shipment(ShipmentRow shipment) {
    if (!shipment.state().ended()) {
      open("shipment", shipment.id(), "it is " + shipment.state());
      attended("shipment", shipment.id(), shipment.dueAt());
    }
  }

  /** Of an order that was never written, as all others are listed as orders. */
  private void reservation(ReservationRow reservation) {
    if (reservation.state() == ReservationState.HELD
        && !books.orders().containsKey(reservation.id())) {
      open(
          "reservation",
          reservation.id(),
          "held for an order that was not written, until "
              + reservation.dueAt().map(Instant::toString).orElse("ever"));
    }
  }

  private void attended(String what, UUID id, Optional<Instant> dueAt) {
    if (dueAt.isEmpty()) {
      add(what + "-forgotten", id, "its partner is still to be asked, and nobody will");
    } else if (dueAt.get().isBefore(overdue)) {
      add(what + "-overdue", id, "its partner was to be asked at " + dueAt.get());
    }
  }

  private void outbox(BoundedContext context, Messaging messaging) {
    for (Messaging.OutboxRow row : messaging.outbox()) {
      String what = "event %d of %s".formatted(row.event().sequence(), context.serviceName());
      open("outbox", row.aggregateId(), what + " is not published");
      if (row.occurredAt().isBefore(overdue)) {
        add(
            "not-published",
            row.aggregateId(),
            "%s is in the outbox since %s".formatted(what, row.occurredAt()));
      }
    }
    for (Messaging.ParkedRow row : messaging.parked()) {
      open(
          "parked",
          row.aggregateId(),
          "%s waits with event %d of %s"
              .formatted(context.serviceName(), row.sequence(), row.topic()));
    }
  }

  private void late(Flow flow, Object id, History<?> history, BoundedContext follower) {
    long reached = books.messaging(follower).inbox(flow).reached(id);
    if (reached >= history.published() || history.last().isEmpty()) {
      return;
    }
    Place last = history.last().get();
    String what =
        "%s has applied %d of %d events on %s"
            .formatted(follower.serviceName(), reached, history.published(), flow.topicName());
    open("lag", id, what);
    if (Instant.ofEpochMilli(last.at()).isBefore(overdue)
        && !books.broker().isPast(follower, last)) {
      add("not-heard", id, what);
    }
  }
}

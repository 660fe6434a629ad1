package stampede.auditor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import stampede.contracts.BoundedContext;
import stampede.contracts.inventory.StockEvent.StockReleased;
import stampede.contracts.order.CancellationReason;
import stampede.contracts.order.OrderEvent.OrderCancelled;
import stampede.contracts.order.OrderEvent.OrderPlaced;
import stampede.contracts.payment.PaymentEvent.PaymentCaptured;

/** Nothing is found where nothing is wrong, whatever is under way. */
class SoundBooksTest {

  private final SampleBooks books = SampleShop.open();

  private AuditReport audit() {
    return Audit.of(books.books(), AuditOptions.STANDARD);
  }

  @Test
  void soundBooksPass() {
    AuditReport report = audit();

    assertThat(report.findings()).isEmpty();
    assertThat(report.passed()).isTrue();
  }

  @Test
  void everythingThatWasLookedAtIsCounted() {
    AuditReport report = audit();

    assertThat(report.looked())
        .containsEntry("orders", 8L)
        .containsEntry("payments", 8L)
        .containsEntry("reservations", 10L)
        .containsEntry("shipments", 5L)
        .containsEntry("products", 2L)
        .containsEntry("stock movements", 3L)
        .containsEntry("events", (long) books.said.size())
        .containsEntry("entries of the ledger", 11L);
  }

  @Test
  void whatIsUnderWayIsListed() {
    AuditReport report = audit();

    assertThat(report.open())
        .extracting(OpenWork::kind, OpenWork::subject)
        .containsExactlyInAnyOrder(
            tuple("order", SampleShop.PLACED.toString()),
            tuple("payment", SampleShop.PLACED.toString()),
            tuple("order", SampleShop.CONFIRMED.toString()),
            tuple("shipment", SampleShop.CONFIRMED.toString()));
  }

  @Test
  void copiesOfAnEventAreHarmless() {
    books.said.addAll(List.copyOf(books.said));

    AuditReport report = audit();

    assertThat(report.findings()).isEmpty();
  }

  @Test
  void anEventThatCameBeforeAnEarlierOneIsHarmless() {
    SampleBooks.Said first = books.said.removeFirst();
    books.said.add(first);

    AuditReport report = audit();

    assertThat(report.findings()).isEmpty();
  }

  @Test
  void anEventThatIsStillInTheOutboxIsOpen() {
    books.change(
        StockReleased.class,
        SampleShop.VOIDED.toString(),
        said ->
            new SampleBooks.Said(said.flow(), said.sequence(), said.event(), said.digest(), false));
    books.hear(BoundedContext.ORDER, Flow.INVENTORY, SampleShop.VOIDED.toString(), 1);

    AuditReport report = audit();

    assertThat(report.findings()).isEmpty();
    assertThat(report.open()).extracting(OpenWork::kind).contains("outbox");
  }

  @Test
  void anOrderWhoseCancellationIsNotHeardYetMayStillHoldItsStock() {
    UUID order = SampleShop.PLACED;
    books.say(
        Flow.ORDER, new OrderCancelled(order, CancellationReason.REQUESTED, SampleShop.pence(0)));
    books.hear(BoundedContext.INVENTORY, Flow.ORDER, order.toString(), 1);
    books.hear(BoundedContext.PAYMENT, Flow.ORDER, order.toString(), 1);
    books.committed = 0;
    books.changeOrder(
        order,
        row ->
            new OrderRow(
                order,
                RowHead.of(OrderState.CANCELLED, 2),
                row.customerId(),
                row.customerId(),
                row.idempotencyKey(),
                row.expiresAt(),
                row.currency(),
                row.lines().stream().map(line -> line.cancel(line.kept())).toList(),
                "REQUESTED"));

    AuditReport report = audit();

    assertThat(report.findings()).isEmpty();
    assertThat(report.open()).extracting(OpenWork::kind).contains("lag");
  }

  @Test
  void moneyThatWasTakenWhileTheAnswerWasLostIsOpen() {
    books.enter(LedgerEntry.Kind.CHARGE, SampleShop.PLACED, "ch_late", "", 500);

    AuditReport report = audit();

    assertThat(report.findings()).isEmpty();
  }

  @Test
  void stockThatIsHeldForAnOrderThatWasNeverWrittenIsOpenUntilItExpires() {
    UUID order = SampleShop.PLACED;
    books.orders.remove(order);
    books.payments.remove(order);
    books.unsay(OrderPlaced.class, order.toString());
    for (BoundedContext follower : Flow.ORDER.followers()) {
      books.hear(follower, Flow.ORDER, order.toString(), 0);
    }

    AuditReport report = audit();

    assertThat(report.findings()).isEmpty();
    assertThat(report.open()).extracting(OpenWork::kind).contains("reservation");
  }

  @Test
  void aDeadLetterThatWasTakenLaterIsSettled() {
    books.deadLetters.add(
        new BrokerBooks.DeadLetter(
            BoundedContext.ORDER,
            new Place("stampede.order.dead-letters", 0, 0, 0),
            Flow.PAYMENT.topicName(),
            Optional.of(SampleShop.DELIVERED.toString()),
            1,
            "it was a bug of " + PaymentCaptured.class.getSimpleName()));

    AuditReport report = audit();

    assertThat(report.findings()).isEmpty();
  }
}

package stampede.auditor;

import static stampede.auditor.Invariant.MONEY;
import static stampede.auditor.PlantedFault.plant;
import static stampede.auditor.SampleShop.DELIVERED;
import static stampede.auditor.SampleShop.FAILURE;
import static stampede.auditor.SampleShop.PLACED;
import static stampede.auditor.SampleShop.RETURNED;
import static stampede.auditor.SampleShop.UNDELIVERABLE;
import static stampede.auditor.SampleShop.VOIDED;
import static stampede.auditor.SampleShop.pence;
import static stampede.auditor.Spoil.payment;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.contracts.Money;
import stampede.contracts.catalog.ProductEvent.ProductChanged;
import stampede.contracts.inventory.StockLine;
import stampede.contracts.order.CancellationReason;
import stampede.contracts.order.OrderEvent.OrderCancelled;
import stampede.contracts.order.OrderEvent.OrderLinesReturned;
import stampede.contracts.order.OrderEvent.OrderPlaced;

/** Each fault of our own money, planted alone into books that are right, is found and named. */
class PaymentFaultsTest {

  @ParameterizedTest
  @MethodSource("payments")
  void isFoundAndNamed(PlantedFault planted) {
    AuditReport report = planted.audit();

    planted.assertFoundIn(report);
  }

  static Stream<PlantedFault> payments() {
    return Stream.of(
        plant(
            MONEY,
            "kept-differs",
            UNDELIVERABLE,
            "a cancelled order was not refunded",
            books -> refunds(books, UNDELIVERABLE, 0)),
        plant(
            MONEY,
            "kept-differs",
            DELIVERED,
            "too much was refunded",
            books -> refunds(books, DELIVERED, 1_000, refund(FAILURE, 200))),
        plant(
            MONEY,
            "refunded-too-much",
            UNDELIVERABLE,
            "a compensation ran twice",
            books ->
                refunds(books, UNDELIVERABLE, 0, refund(FAILURE, 300), refund(DELIVERED, 300))),
        plant(
            MONEY,
            "bad-refund",
            UNDELIVERABLE,
            "a refund in another currency",
            books ->
                refunds(
                    books,
                    UNDELIVERABLE,
                    0,
                    new PaymentRow.Refund(FAILURE, 300, "EUR", false, true))),
        plant(
            MONEY,
            "owed-differs",
            DELIVERED,
            "payment believes in another debt",
            books -> refunds(books, DELIVERED, 900)),
        plant(
            MONEY,
            "currency-differs",
            DELIVERED,
            "captured in another currency",
            books ->
                books.changePayment(
                    DELIVERED,
                    row -> payment(row, row.state(), row.amount(), "EUR", row.chargeId()))),
        plant(
            MONEY,
            "wrong-total",
            PLACED,
            "a total that is not the sum of the lines",
            books ->
                books.change(
                    OrderPlaced.class, PLACED.toString(), said -> priced(said, pence(499)))),
        plant(
            MONEY,
            "wrong-total",
            RETURNED,
            "a return that changes nothing of the debt",
            books ->
                books.change(
                    OrderLinesReturned.class,
                    RETURNED.toString(),
                    said ->
                        said.with(
                            said.sequence(),
                            new OrderLinesReturned(
                                RETURNED, "back", List.of(new StockLine("pot", 1)), pence(900))))),
        plant(
            MONEY,
            "wrong-total",
            VOIDED,
            "a cancelled order that still owes",
            books ->
                books.change(
                    OrderCancelled.class,
                    VOIDED.toString(),
                    said ->
                        said.with(
                            said.sequence(),
                            new OrderCancelled(
                                VOIDED, CancellationReason.PAYMENT_FAILED, pence(300))))),
        plant(
            MONEY,
            "price-never-was",
            PLACED,
            "the client set the price",
            books ->
                books.change(
                    ProductChanged.class,
                    "mug",
                    said -> said.with(2, new ProductChanged("mug", "Mug", pence(501), true)))));
  }

  private static SampleBooks.Said priced(SampleBooks.Said said, Money owed) {
    OrderPlaced placed = (OrderPlaced) said.event();
    return said.with(
        said.sequence(),
        new OrderPlaced(
            placed.orderId(),
            placed.customerId(),
            placed.lines(),
            owed,
            placed.paymentToken(),
            placed.shipTo(),
            placed.expiresAt()));
  }

  private static PaymentRow.Refund refund(UUID id, long amount) {
    return new PaymentRow.Refund(id, amount, "GBP", false, true);
  }

  private static void refunds(
      SampleBooks books, UUID order, long owed, PaymentRow.Refund... refunds) {
    books.changePayment(
        order,
        row ->
            new PaymentRow(
                order,
                row.head(),
                row.amount(),
                owed,
                row.currency(),
                row.attempted(),
                row.dueAt(),
                row.chargeId(),
                List.of(refunds)));
  }
}

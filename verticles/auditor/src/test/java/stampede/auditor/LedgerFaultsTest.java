package stampede.auditor;

import static stampede.auditor.Invariant.MONEY;
import static stampede.auditor.LedgerEntry.Kind.CHARGE;
import static stampede.auditor.LedgerEntry.Kind.DECLINE;
import static stampede.auditor.LedgerEntry.Kind.PENDING;
import static stampede.auditor.LedgerEntry.Kind.REFUND;
import static stampede.auditor.PlantedFault.plant;
import static stampede.auditor.SampleShop.CONFIRMED;
import static stampede.auditor.SampleShop.DECLINED;
import static stampede.auditor.SampleShop.DELIVERED;
import static stampede.auditor.SampleShop.FAILURE;
import static stampede.auditor.SampleShop.PLACED;
import static stampede.auditor.SampleShop.UNDELIVERABLE;
import static stampede.auditor.SampleShop.VOIDED;
import static stampede.auditor.Spoil.payment;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each way to differ from the provider, planted alone into books that are right, is found and
 * named.
 */
class LedgerFaultsTest {

  @ParameterizedTest
  @MethodSource("ledger")
  void isFoundAndNamed(PlantedFault planted) {
    AuditReport report = planted.audit();

    planted.assertFoundIn(report);
  }

  static Stream<PlantedFault> ledger() {
    return Stream.of(
        plant(
            MONEY,
            "charged-twice",
            DELIVERED,
            "a retry with a new key",
            books -> books.enter(CHARGE, DELIVERED, "ch_again", "", 1_000)),
        plant(
            MONEY,
            "charged-and-declined",
            DELIVERED,
            "captured and declined",
            books -> books.enter(DECLINE, DELIVERED, "", "", 1_000)),
        plant(
            MONEY,
            "charge-without-payment",
            new UUID(9, 9),
            "a charge of nothing we know",
            books -> books.enter(CHARGE, new UUID(9, 9), "ch_x", "", 1)),
        plant(
            MONEY,
            "payment-without-charge",
            CONFIRMED,
            "paid, and nothing was captured",
            books ->
                books.ledger.removeIf(entry -> entry.reference().equals(CONFIRMED.toString()))),
        plant(
            MONEY,
            "charged-unasked",
            PLACED,
            "captured before it was asked for",
            books -> {
              books.enter(CHARGE, PLACED, "ch_x", "", 500);
              books.changePayment(
                  PLACED,
                  row ->
                      new PaymentRow(
                          row.id(),
                          row.head(),
                          row.amount(),
                          row.owed(),
                          row.currency(),
                          false,
                          row.dueAt(),
                          "",
                          List.of()));
            }),
        plant(
            MONEY,
            "charge-differs",
            DELIVERED,
            "captured another amount",
            books -> books.changeLedger(CHARGE, DELIVERED, entry -> entry(entry, 1_001, "GBP"))),
        plant(
            MONEY,
            "ledger-kept-differs",
            DELIVERED,
            "the provider keeps too much",
            books -> books.changeLedger(CHARGE, DELIVERED, entry -> entry(entry, 1_001, "GBP"))),
        plant(
            MONEY,
            "charge-differs",
            DELIVERED,
            "captured another currency",
            books -> books.changeLedger(CHARGE, DELIVERED, entry -> entry(entry, 1_000, "EUR"))),
        plant(
            MONEY,
            "charge-id-differs",
            DELIVERED,
            "the charge of somebody else",
            books ->
                books.changePayment(
                    DELIVERED,
                    row -> payment(row, row.state(), row.amount(), row.currency(), "ch_x"))),
        plant(
            MONEY,
            "charged-after-all",
            VOIDED,
            "a voided charge was captured",
            books -> books.enter(CHARGE, VOIDED, "ch_x", "", 300)),
        plant(
            MONEY,
            "may-be-charged-yet",
            VOIDED,
            "a failed payment may still be captured",
            books -> books.enter(PENDING, VOIDED, "ch_x", "", 300)),
        plant(
            MONEY,
            "never-declined",
            DECLINED,
            "declined by nobody",
            books -> books.ledger.removeIf(entry -> entry.kind() == DECLINE)),
        plant(
            MONEY,
            "ledger-refunded-too-much",
            UNDELIVERABLE,
            "refunded beyond the charge",
            books -> books.enter(REFUND, UNDELIVERABLE, "", "again", 1)),
        plant(
            MONEY,
            "refunded-twice",
            UNDELIVERABLE,
            "one refund twice",
            books -> books.enter(REFUND, UNDELIVERABLE, "", FAILURE.toString(), 300)),
        plant(
            MONEY,
            "refund-not-given",
            UNDELIVERABLE,
            "a refund was only promised",
            books -> books.ledger.removeIf(entry -> entry.refundId().equals(FAILURE.toString()))),
        plant(
            MONEY,
            "refund-differs",
            UNDELIVERABLE,
            "a refund of another amount",
            books -> books.changeLedger(REFUND, UNDELIVERABLE, entry -> entry(entry, 299, "GBP"))),
        plant(
            MONEY,
            "refund-unknown",
            DELIVERED,
            "a refund that we know nothing of",
            books -> books.enter(REFUND, DELIVERED, "", "who", 10)));
  }

  private static LedgerEntry entry(LedgerEntry entry, long amount, String currency) {
    return new LedgerEntry(
        entry.number(),
        entry.kind(),
        entry.reference(),
        entry.chargeId(),
        entry.refundId(),
        amount,
        currency);
  }
}

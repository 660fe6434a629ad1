package stampede.auditor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All checks on one set of books. Pure. */
final class Audit {

  private Audit() {}

  static AuditReport of(Books books, AuditOptions options) {
    Findings findings = new Findings();
    StockChecks.check(books, options.allowance(), findings);
    MoneyChecks.check(books, findings);
    LedgerChecks.check(books, findings);
    SequenceChecks.check(books, findings);
    StateChecks.check(books, findings);
    OrderChecks.check(books, findings);
    List<OpenWork> open = LivenessChecks.check(books, options.allowance(), findings);
    return new AuditReport(findings.all(), open, looked(books));
  }

  private static Map<String, Long> looked(Books books) {
    Map<String, Long> looked = new LinkedHashMap<>();
    looked.put("orders", (long) books.orders().size());
    looked.put("payments", (long) books.payments().size());
    looked.put("reservations", (long) books.reservations().size());
    looked.put("shipments", (long) books.shipments().size());
    looked.put("products", (long) books.products().size());
    looked.put("products in stock", (long) books.stock().size());
    looked.put(
        "stock movements",
        books.movements().values().stream().mapToLong(StockRow.Movements::count).sum());
    looked.put("events", books.histories().events());
    looked.put("records on topics", books.broker().records());
    looked.put("copies among them", books.broker().copies());
    looked.put("dead letters", (long) books.broker().deadLetters().size());
    looked.put(
        "entries of the ledger", books.ledger().values().stream().mapToLong(List::size).sum());
    return looked;
  }
}

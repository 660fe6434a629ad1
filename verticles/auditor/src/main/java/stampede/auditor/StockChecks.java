package stampede.auditor;

import static stampede.auditor.Invariant.STOCK;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** S: no piece of stock is lost, doubled or held for ever. Pure. */
final class StockChecks {

  private final Books books;
  private final Findings findings;

  private StockChecks(Books books, Findings findings) {
    this.books = books;
    this.findings = findings;
  }

  static void check(Books books, Duration allowance, Findings findings) {
    StockChecks checks = new StockChecks(books, findings);
    checks.products();
    checks.holds(books.at().minus(allowance));
  }

  /** How many pieces of a product reservations hold, and how many they have sold. */
  private static final class Out {
    long held;
    long sold;
  }

  private void products() {
    Map<String, Out> byRows =
        out(books.reservations(), ReservationRow::state, ReservationRow::pieces);
    Map<String, Out> byEvents =
        out(
            books.histories().reservations,
            history -> history.fold().state(),
            history -> history.fold().pieces());
    Set<String> skus = new TreeSet<>(books.stock().keySet());
    skus.addAll(books.movements().keySet());
    skus.addAll(books.histories().stock.keySet());
    skus.addAll(byRows.keySet());
    skus.addAll(byEvents.keySet());
    for (String sku : skus) {
      StockRow row = books.stock().get(sku);
      if (row == null) {
        findings.add(
            STOCK,
            "no-stock-row",
            sku,
            "pieces of it were received or reserved, and no row keeps it");
      } else {
        product(
            row,
            byRows.getOrDefault(sku, new Out()),
            byEvents.getOrDefault(sku, new Out()),
            books.movements().getOrDefault(sku, StockRow.Movements.NONE));
      }
    }
  }

  private void product(StockRow row, Out byRows, Out byEvents, StockRow.Movements movements) {
    String sku = row.sku();
    if (row.available() < 0 || row.reserved() < 0 || row.sold() < 0) {
      findings.add(
          STOCK,
          "negative-stock",
          sku,
          "%d available, %d reserved, %d sold"
              .formatted(row.available(), row.reserved(), row.sold()));
    }
    equal(
        "stock-equation",
        sku,
        "received %s, but available + reserved + sold is %s",
        row.received(),
        row.available() + row.reserved() + row.sold());
    equal("reserved-sum", sku, "reserved %s, but orders hold %s", row.reserved(), byRows.held);
    equal("sold-sum", sku, "sold %s, but orders have %s", row.sold(), byRows.sold);
    equal(
        "received-movements",
        sku,
        "received %s, but the movements come to %s",
        row.received(),
        movements.change());
    equal(
        "movement-count",
        sku,
        "moved %s times, but there are %s movements",
        row.movements(),
        movements.count());
    byEvents(row, byEvents);
  }

  private void byEvents(StockRow row, Out byEvents) {
    String sku = row.sku();
    History<StockFold> history = books.histories().stock.get(sku);
    long received = history == null ? 0 : history.fold().received();
    equal(
        "received-events", sku, "received %s, but its events come to %s", row.received(), received);
    equal(
        "available-events",
        sku,
        "available %s, but the events come to %s",
        row.available(),
        received - byEvents.held - byEvents.sold);
    equal(
        "reserved-events",
        sku,
        "reserved %s, but the events say %s",
        row.reserved(),
        byEvents.held);
    equal("sold-events", sku, "sold %s, but the events say %s", row.sold(), byEvents.sold);
  }

  private void equal(String check, String sku, String what, long one, long other) {
    findings.requireEqual(STOCK, check, sku, what, one, other);
  }

  private static <T> Map<String, Out> out(
      Map<?, T> reservations, Function<T, ReservationState> state, Function<T, Pieces> pieces) {
    Map<String, Out> skuToOut = new HashMap<>();
    for (T reservation : reservations.values()) {
      boolean held = state.apply(reservation) == ReservationState.HELD;
      pieces
          .apply(reservation)
          .forEach(
              (sku, count) -> {
                Out out = skuToOut.computeIfAbsent(sku, first -> new Out());
                out.held += held ? count : 0;
                out.sold += held ? 0 : count;
              });
    }
    return skuToOut;
  }

  private void holds(Instant overdue) {
    for (ReservationRow row : books.reservations().values()) {
      if (row.state() == ReservationState.HELD) {
        boolean outlived = row.dueAt().map(end -> end.isBefore(overdue)).orElse(true);
        if (outlived) {
          findings.add(
              STOCK,
              "held-too-long",
              row.id(),
              "%s held until %s"
                  .formatted(row.pieces(), row.dueAt().map(Instant::toString).orElse("for ever")));
        }
      }
      if (row.pieces().hasNegative()) {
        findings.add(STOCK, "negative-pieces", row.id(), "it has out " + row.pieces());
      }
    }
  }
}

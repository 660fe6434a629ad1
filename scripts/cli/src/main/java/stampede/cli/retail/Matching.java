package stampede.cli.retail;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out which sale a cancellation undoes, as the file does not say: the latest earlier one by
 * the same customer that has enough of the same product left. Pure.
 *
 * @param undone what is taken out of which sale, by time
 * @param unmatched the lines that undo nothing
 */
record Matching(List<Undo> undone, List<Unmatched> unmatched) {

  Matching {
    undone = List.copyOf(undone);
    unmatched = List.copyOf(unmatched);
  }

  /** A line of a cancellation that undoes nothing. */
  record Unmatched(LocalDateTime at, Why why) {}

  /** Why a line of a cancellation undoes nothing. */
  enum Why {
    /** So it is nobody's order. */
    NO_CUSTOMER,
    /** No earlier order of the customer has enough of the product, at that price, left. */
    NO_SUCH_PURCHASE,
    /** Its order is not replayed. */
    ORDER_OUTSIDE_OF_THE_DATES
  }

  private record Bought(String customer, Sku sku) {}

  private record Key(String number, Invoice of) {}

  static Matching of(List<Invoice> invoices, List<Judgement.Cancellation> cancellations) {
    Map<Bought, List<Remaining>> bought = bought(invoices);
    List<Unmatched> unmatched = new ArrayList<>();
    Map<Key, List<Judgement.Cancellation>> matched = new LinkedHashMap<>();
    List<Judgement.Cancellation> byTime = new ArrayList<>(cancellations);
    byTime.sort(Comparator.comparing(Judgement.Cancellation::at));
    for (Judgement.Cancellation each : byTime) {
      String customer = each.line().customer();
      List<Remaining> sales = bought.getOrDefault(new Bought(customer, each.sku()), List.of());
      Optional<Invoice> found = customer.isEmpty() ? Optional.empty() : latest(sales, each);
      if (found.isPresent()) {
        Key key = new Key(each.line().invoice(), found.get());
        matched.computeIfAbsent(key, first -> new ArrayList<>()).add(each);
      } else {
        Why why = customer.isEmpty() ? Why.NO_CUSTOMER : Why.NO_SUCH_PURCHASE;
        unmatched.add(new Unmatched(each.at(), why));
      }
    }
    List<Undo> undone = new ArrayList<>(matched.size());
    matched.forEach((key, lines) -> undone.add(undo(key, lines)));
    return new Matching(undone, unmatched);
  }

  /** What is left of a product in a sale. */
  private static final class Remaining {

    private final Invoice invoice;
    private int pieces;

    Remaining(Invoice invoice, int pieces) {
      this.invoice = invoice;
      this.pieces = pieces;
    }
  }

  private static Map<Bought, List<Remaining>> bought(List<Invoice> invoices) {
    Map<Bought, List<Remaining>> bought = new HashMap<>();
    for (Invoice invoice : invoices) {
      invoice
          .pieces()
          .forEach(
              (sku, pieces) ->
                  bought
                      .computeIfAbsent(
                          new Bought(invoice.customer(), sku), key -> new ArrayList<>())
                      .add(new Remaining(invoice, pieces)));
    }
    return bought;
  }

  private static Optional<Invoice> latest(
      List<Remaining> sales, Judgement.Cancellation cancellation) {
    for (Remaining sale : sales.reversed()) {
      if (sale.pieces >= cancellation.pieces() && !sale.invoice.at().isAfter(cancellation.at())) {
        sale.pieces -= cancellation.pieces();
        return Optional.of(sale.invoice);
      }
    }
    return Optional.empty();
  }

  private static Undo undo(Key key, List<Judgement.Cancellation> lines) {
    Map<Sku, Integer> pieces = new LinkedHashMap<>();
    lines.forEach(line -> pieces.merge(line.sku(), line.pieces(), Math::addExact));
    return new Undo(key.number(), key.of(), lines.getFirst().at(), lines.size(), pieces);
  }
}

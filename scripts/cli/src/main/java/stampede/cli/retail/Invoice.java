package stampede.cli.retail;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stampede.contracts.inventory.StockLine;

/**
 * A sale of the file: what becomes one order. A product that stands in several of its lines is
 * ordered once, in their sum.
 *
 * @param customer who ordered; a guest of his own for an invoice without a customer
 * @param lines how many lines of the file it has
 * @param pieces by product, in the order of the file
 */
record Invoice(
    String number,
    String customer,
    boolean guest,
    String country,
    LocalDateTime at,
    int lines,
    Map<Sku, Integer> pieces) {

  private record Key(String number, String customer) {}

  /** All of them, by their time; those of the same time as in the file. */
  static List<Invoice> of(List<Judgement.Sale> sales) {
    Map<Key, List<Judgement.Sale>> grouped = new LinkedHashMap<>();
    for (Judgement.Sale sale : sales) {
      grouped
          .computeIfAbsent(
              new Key(sale.line().invoice(), sale.line().customer()), key -> new ArrayList<>())
          .add(sale);
    }
    return grouped.values().stream()
        .map(Invoice::whole)
        .sorted(Comparator.comparing(Invoice::at))
        .toList();
  }

  private static Invoice whole(List<Judgement.Sale> sales) {
    RetailLine first = sales.getFirst().line();
    Map<Sku, Integer> pieces = new LinkedHashMap<>();
    for (Judgement.Sale sale : sales) {
      pieces.merge(sale.sku(), sale.line().quantity(), Math::addExact);
    }
    boolean guest = first.customer().isEmpty();
    return new Invoice(
        first.invoice(),
        guest ? "guest-" + first.invoice() : first.customer(),
        guest,
        first.country(),
        first.at(),
        sales.size(),
        pieces);
  }

  List<StockLine> stockLines() {
    return stockLines(pieces);
  }

  static List<StockLine> stockLines(Map<Sku, Integer> pieces) {
    return pieces.entrySet().stream()
        .map(entry -> new StockLine(entry.getKey().toString(), entry.getValue()))
        .toList();
  }
}

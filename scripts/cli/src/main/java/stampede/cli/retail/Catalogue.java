package stampede.cli.retail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import stampede.cli.client.Product;
import stampede.contracts.Money;

/**
 * What the sales of a file ask for: every product that is sold, and of each as many pieces as are
 * sold of it altogether, so that all of the sales can be had. Of several descriptions of a code the
 * most frequent is its name, of equally frequent ones the earliest.
 */
record Catalogue(List<Item> items) {

  static final String CURRENCY = "GBP";

  private static final int LONGEST_NAME = 200;

  /** A product, and the pieces of it that are in stock at the beginning. */
  record Item(Product product, long pieces) {}

  Catalogue {
    items = List.copyOf(items);
  }

  static Catalogue of(List<Judgement.Sale> sales) {
    Map<String, String> names = names(sales);
    Map<Sku, Long> pieces = new TreeMap<>();
    for (Judgement.Sale sale : sales) {
      pieces.merge(sale.sku(), (long) sale.line().quantity(), Math::addExact);
    }
    List<Item> items = new ArrayList<>(pieces.size());
    pieces.forEach(
        (sku, quantity) ->
            items.add(
                new Item(
                    Product.of(
                        sku.toString(),
                        names.getOrDefault(sku.code(), sku.code()),
                        new Money(sku.pence(), CURRENCY)),
                    quantity)));
    return new Catalogue(items);
  }

  /** All pieces of all products. */
  long pieces() {
    return items.stream().mapToLong(Item::pieces).sum();
  }

  private static Map<String, String> names(List<Judgement.Sale> sales) {
    Map<String, Map<String, Integer>> said = new HashMap<>();
    for (Judgement.Sale sale : sales) {
      String description = sale.line().description();
      if (!description.isEmpty()) {
        said.computeIfAbsent(sale.line().code(), code -> new LinkedHashMap<>())
            .merge(description, 1, Integer::sum);
      }
    }
    Map<String, String> names = new HashMap<>();
    said.forEach((code, descriptions) -> names.put(code, name(mostFrequent(descriptions))));
    names.values().removeIf(String::isEmpty);
    return names;
  }

  private static String mostFrequent(Map<String, Integer> descriptions) {
    String best = "";
    int most = 0;
    for (Map.Entry<String, Integer> each : descriptions.entrySet()) {
      if (each.getValue() > most) {
        best = each.getKey();
        most = each.getValue();
      }
    }
    return best;
  }

  /** A description as the shop takes it for a name: one line, single spaces, not too long. */
  private static String name(String description) {
    String name = description.replaceAll("[\\s\\x00-\\x1f\\x7f]+", " ").strip();
    if (name.codePointCount(0, name.length()) <= LONGEST_NAME) {
      return name;
    }
    return name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)).strip();
  }
}

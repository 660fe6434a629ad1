package stampede.auditor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import stampede.contracts.inventory.StockLine;

/**
 * So many pieces of some products, in little memory: there are several of these per order.
 * Immutable. Counts may be negative, which a check then finds; none is 0.
 */
final class Pieces {

  static final Pieces NONE = new Pieces(new String[0], new int[0]);

  private final String[] skus;
  private final int[] counts;

  private Pieces(String[] skus, int[] counts) {
    this.skus = skus;
    this.counts = counts;
  }

  static Pieces of(Map<String, Integer> skuToPieces) {
    TreeMap<String, Integer> sorted = new TreeMap<>(skuToPieces);
    sorted.values().removeIf(count -> count == 0);
    if (sorted.isEmpty()) {
      return NONE;
    }
    return new Pieces(
        sorted.keySet().stream().map(String::intern).toArray(String[]::new),
        sorted.values().stream().mapToInt(Integer::intValue).toArray());
  }

  static Pieces of(List<StockLine> lines) {
    Map<String, Integer> skuToPieces = new TreeMap<>();
    lines.forEach(line -> skuToPieces.merge(line.sku(), line.quantity(), Integer::sum));
    return of(skuToPieces);
  }

  Pieces minus(Pieces other) {
    Map<String, Integer> left = new TreeMap<>();
    forEach(left::put);
    other.forEach((sku, count) -> left.merge(sku, -count, Integer::sum));
    return of(left);
  }

  boolean isEmpty() {
    return skus.length == 0;
  }

  boolean hasNegative() {
    return Arrays.stream(counts).anyMatch(count -> count < 0);
  }

  void forEach(ObjIntConsumer<String> use) {
    for (int i = 0; i < skus.length; i++) {
      use.accept(skus[i], counts[i]);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pieces pieces
        && Arrays.equals(skus, pieces.skus)
        && Arrays.equals(counts, pieces.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(skus) + Arrays.hashCode(counts);
  }

  /** As people write it, for example {@code 2 × mug, 1 × pot}. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ");
    forEach((sku, count) -> text.add(count + " × " + sku));
    return isEmpty() ? "nothing" : text.toString();
  }
}

package stampede.auditor;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A line of an order, and what has become of its pieces.
 *
 * @param unitPrice in minor units of the order's currency
 */
record Line(String sku, int quantity, long unitPrice, int cancelled, int returned) {

  Line {
    sku = sku.intern();
  }

  /** Pieces that the customer has, or will have. */
  int kept() {
    return quantity - cancelled - returned;
  }

  Line cancel(int pieces) {
    return new Line(sku, quantity, unitPrice, cancelled + pieces, returned);
  }

  Line takeBack(int pieces) {
    return new Line(sku, quantity, unitPrice, cancelled, returned + pieces);
  }

  /** What the kept pieces of all lines cost. */
  static long owed(List<Line> lines) {
    long owed = 0;
    for (Line line : lines) {
      owed = Math.addExact(owed, Math.multiplyExact(line.unitPrice, (long) line.kept()));
    }
    return owed;
  }

  static Pieces kept(List<Line> lines) {
    Map<String, Integer> kept = new TreeMap<>();
    lines.forEach(line -> kept.merge(line.sku, line.kept(), Integer::sum));
    return Pieces.of(kept);
  }

  /** What goes, or went, to the customer, whether he has sent some of it back or not. */
  static Pieces delivered(List<Line> lines) {
    Map<String, Integer> delivered = new TreeMap<>();
    lines.forEach(line -> delivered.merge(line.sku, line.quantity - line.cancelled, Integer::sum));
    return Pieces.of(delivered);
  }
}

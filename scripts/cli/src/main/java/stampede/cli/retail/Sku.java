package stampede.cli.retail;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * A stock code at a price, which is what the shop knows as a product. Codes that differ only in
 * case are different.
 *
 * @param pence the price of one piece
 */
record Sku(String code, long pence) implements Comparable<Sku> {

  private static final Pattern SHOPS = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9 ._~-]{0,62}[0-9])");
  private static final Comparator<Sku> ORDER =
      Comparator.comparing(Sku::code).thenComparingLong(Sku::pence);

  static boolean isPossible(String code, long pence) {
    return SHOPS.matcher(new Sku(code, pence).toString()).matches();
  }

  @Override
  public int compareTo(Sku other) {
    return ORDER.compare(this, other);
  }

  /** As the shop's API wants it. */
  @Override
  public String toString() {
    return code + "~" + pence;
  }
}

package stampede.auditor;

/**
 * A product as the catalogue has it, or as somebody has copied it.
 *
 * @param price in minor units
 * @param version how often it has changed; 0 in a copy
 */
record ProductRow(
    String sku, String name, long price, String currency, boolean onSale, long version) {

  /** What is copied of it. */
  ProductRow copy() {
    return new ProductRow(sku, name, price, currency, onSale, 0);
  }
}

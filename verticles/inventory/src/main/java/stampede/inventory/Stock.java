package stampede.inventory;

/**
 * What there is of a product.
 *
 * @param received pieces that came in, less those that adjustments took away
 * @param available pieces that can be ordered
 * @param reserved pieces that are held for orders that are not paid yet
 * @param sold pieces that are gone
 * @param movements how often it was received or adjusted
 */
record Stock(String sku, long received, long available, long reserved, long sold, long movements) {

  static Stock none(String sku) {
    return new Stock(sku, 0, 0, 0, 0, 0);
  }

  /** After so many pieces came in, or, if negative, were found missing. */
  Stock moved(long change) {
    return new Stock(
        sku,
        Math.addExact(received, change),
        Math.addExact(available, change),
        reserved,
        sold,
        movements + 1);
  }
}

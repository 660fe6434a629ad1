package stampede.auditor;

/**
 * What the inventory keeps of a product.
 *
 * @param movements how often it was received or adjusted
 */
record StockRow(
    String sku, long received, long available, long reserved, long sold, long movements) {

  /**
   * What the rows of the movements add up to.
   *
   * @param count how many there are
   * @param change pieces
   */
  record Movements(long count, long change) {

    static final Movements NONE = new Movements(0, 0);
  }
}

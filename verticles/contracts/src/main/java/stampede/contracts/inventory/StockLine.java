package stampede.contracts.inventory;

/**
 * So many pieces of one product.
 *
 * @param sku the product
 * @param quantity pieces, at least 1
 */
public record StockLine(String sku, int quantity) {

  /** Fails with {@link IllegalArgumentException} when there is less than one piece. */
  public StockLine {
    if (quantity < 1) {
      throw new IllegalArgumentException("quantity of " + sku + ": expected at least 1");
    }
  }
}

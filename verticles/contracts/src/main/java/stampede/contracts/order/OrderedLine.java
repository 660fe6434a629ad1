package stampede.contracts.order;

import stampede.contracts.Money;

/**
 * One product of an order at the price of the moment it was placed.
 *
 * @param sku the product
 * @param name what the product was called
 * @param quantity pieces, at least 1
 * @param unitPrice what one piece costs; set by the server alone
 */
public record OrderedLine(String sku, String name, int quantity, Money unitPrice) {

  /** What all pieces cost. Fails with {@link ArithmeticException} when it does not fit. */
  public Money total() {
    return unitPrice.times(quantity);
  }
}

package stampede.cli.client;

import stampede.contracts.Money;

/** A product of the catalogue. */
public record Product(String sku, String name, Money price, boolean onSale, long version) {

  /** One that is for sale. */
  public static Product of(String sku, String name, Money price) {
    return new Product(sku, name, price, true, 1);
  }

  /** Whether both say the same to a customer. */
  public boolean says(Product other) {
    return name.equals(other.name) && price.equals(other.price) && onSale == other.onSale;
  }
}

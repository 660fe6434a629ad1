package stampede.catalog;

import stampede.contracts.Money;
import stampede.contracts.catalog.ProductEvent.ProductChanged;
import stampede.contracts.catalog.ProductEvent.ProductCreated;

/**
 * Something the shop sells. Also what clients see of it.
 *
 * @param sku what it is known by, for ever
 * @param name what people call it
 * @param price what one piece costs
 * @param onSale whether it can be ordered
 * @param version counts its changes, from 1
 */
record Product(String sku, String name, Money price, boolean onSale, long version) {

  static Product created(String sku, String name, Money price, boolean onSale) {
    return new Product(sku, name, price, onSale, 1);
  }

  Product changed(String newName, Money newPrice, boolean newOnSale) {
    return new Product(sku, newName, newPrice, newOnSale, version + 1);
  }

  ProductCreated asCreated() {
    return new ProductCreated(sku, name, price, onSale);
  }

  ProductChanged asChanged() {
    return new ProductChanged(sku, name, price, onSale);
  }
}

package stampede.order;

import stampede.contracts.Money;

/** What we know of a product from the catalogue's events. */
record Product(String sku, String name, Money price, boolean onSale) {}

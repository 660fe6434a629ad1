package stampede.contracts.catalog;

import stampede.contracts.Event;
import stampede.contracts.Money;
import stampede.contracts.Topic;

/** What happens to a product. The aggregate is the product, its id the SKU. */
public sealed interface ProductEvent extends Event {

  /** Where the catalogue publishes. */
  Topic<ProductEvent> TOPIC = new Topic<>("stampede.catalog", ProductEvent.class);

  /** The product's stock keeping unit. */
  String sku();

  @Override
  default String aggregateId() {
    return sku();
  }

  /** A product came into the catalogue. */
  record ProductCreated(String sku, String name, Money price, boolean onSale)
      implements ProductEvent {}

  /** A product is now as told here, whatever it was before. */
  record ProductChanged(String sku, String name, Money price, boolean onSale)
      implements ProductEvent {}
}

package stampede.auditor;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import stampede.contracts.Event;
import stampede.contracts.Money;
import stampede.contracts.catalog.ProductEvent;
import stampede.contracts.catalog.ProductEvent.ProductChanged;
import stampede.contracts.catalog.ProductEvent.ProductCreated;

/** A product, as its events tell it. */
final class ProductFold implements Fold {

  private Optional<ProductRow> product = Optional.empty();
  private final Set<Money> prices = new HashSet<>(2);

  @Override
  public Optional<String> apply(Event event) {
    boolean fits = (event instanceof ProductCreated) == product.isEmpty();
    ProductRow next =
        switch ((ProductEvent) event) {
          case ProductCreated(String sku, String name, Money price, boolean onSale) ->
              next(sku, name, price, onSale);
          case ProductChanged(String sku, String name, Money price, boolean onSale) ->
              next(sku, name, price, onSale);
        };
    Optional<String> problem =
        Fold.fits(fits, event, product.isPresent() ? "there already" : "not there");
    product = Optional.of(next);
    return problem;
  }

  private ProductRow next(String sku, String name, Money price, boolean onSale) {
    prices.add(price);
    long version = product.map(ProductRow::version).orElse(0L) + 1;
    return new ProductRow(sku, name, price.minorUnits(), price.currency(), onSale, version);
  }

  /** Empty when it has had no event. */
  Optional<ProductRow> product() {
    return product;
  }

  /** Whether it has ever cost that. */
  boolean everCost(long minorUnits, String currency) {
    return prices.stream()
        .anyMatch(price -> price.minorUnits() == minorUnits && price.currency().equals(currency));
  }
}

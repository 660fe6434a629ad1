package stampede.order;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stampede.contracts.Money;
import stampede.contracts.catalog.ProductEvent;
import stampede.contracts.catalog.ProductEvent.ProductChanged;
import stampede.contracts.catalog.ProductEvent.ProductCreated;

/** Our copy of the catalogue in PostgreSQL. */
final class ProductCopies {

  private static final String KEEP =
      """
      INSERT INTO product (sku, name, price_minor, currency, on_sale)
      SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::boolean[])
      ON CONFLICT (sku) DO UPDATE SET
        name = excluded.name, price_minor = excluded.price_minor,
        currency = excluded.currency, on_sale = excluded.on_sale
      """;
  private static final String FIND =
      "SELECT sku, name, price_minor, currency, on_sale FROM product WHERE sku = ANY ($1)";

  /** Those of the products that there are, by SKU. */
  Future<Map<String, Product>> find(SqlConnection connection, Collection<String> skus) {
    return connection
        .preparedQuery(FIND)
        .execute(Tuple.tuple().addArrayOfString(skus.toArray(String[]::new)))
        .map(
            rows -> {
              Map<String, Product> products = new HashMap<>();
              rows.forEach(
                  row ->
                      products.put(
                          row.getString("sku"),
                          new Product(
                              row.getString("sku"),
                              row.getString("name"),
                              new Money(row.getLong("price_minor"), row.getString("currency")),
                              row.getBoolean("on_sale"))));
              return products;
            });
  }

  /** Keeps what the catalogue says last of each product. */
  Future<Void> keep(SqlConnection transaction, List<ProductEvent> events) {
    Map<String, Product> latest = new LinkedHashMap<>();
    events.forEach(event -> latest.put(event.sku(), product(event)));
    if (latest.isEmpty()) {
      return Future.succeededFuture();
    }
    Collection<Product> products = latest.values();
    return transaction
        .preparedQuery(KEEP)
        .execute(
            Tuple.tuple()
                .addArrayOfString(products.stream().map(Product::sku).toArray(String[]::new))
                .addArrayOfString(products.stream().map(Product::name).toArray(String[]::new))
                .addArrayOfLong(
                    products.stream().map(p -> p.price().minorUnits()).toArray(Long[]::new))
                .addArrayOfString(
                    products.stream().map(p -> p.price().currency()).toArray(String[]::new))
                .addArrayOfBoolean(products.stream().map(Product::onSale).toArray(Boolean[]::new)))
        .mapEmpty();
  }

  private static Product product(ProductEvent event) {
    return switch (event) {
      case ProductCreated created ->
          new Product(created.sku(), created.name(), created.price(), created.onSale());
      case ProductChanged changed ->
          new Product(changed.sku(), changed.name(), changed.price(), changed.onSale());
    };
  }
}

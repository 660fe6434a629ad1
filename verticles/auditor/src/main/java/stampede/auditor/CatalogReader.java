package stampede.auditor;

import java.util.HashMap;
import java.util.Map;

/** Reads products, from the catalogue's own database or from where they were copied. */
final class CatalogReader {

  private CatalogReader() {}

  static Map<String, ProductRow> products(Snapshot catalog) {
    return products(
        catalog, "SELECT sku, name, price_minor, currency, on_sale, version FROM product");
  }

  static Map<String, ProductRow> copies(Snapshot order) {
    return products(
        order, "SELECT sku, name, price_minor, currency, on_sale, 0 AS version FROM product");
  }

  private static Map<String, ProductRow> products(Snapshot snapshot, String sql) {
    Map<String, ProductRow> products = new HashMap<>();
    snapshot.query(
        sql,
        row ->
            products.put(
                row.getString("sku"),
                new ProductRow(
                    row.getString("sku"),
                    row.getString("name"),
                    row.getLong("price_minor"),
                    row.getString("currency"),
                    row.getBoolean("on_sale"),
                    row.getLong("version"))));
    return products;
  }
}

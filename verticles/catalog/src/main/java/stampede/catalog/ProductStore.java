package stampede.catalog;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import stampede.contracts.Money;
import stampede.contracts.catalog.ProductEvent;
import stampede.platform.database.Database;
import stampede.platform.events.NewEvent;
import stampede.platform.events.Outbox;

/** The products in PostgreSQL. Every change and its event commit together. */
final class ProductStore {

  private static final String COLUMNS = "sku, name, price_minor, currency, on_sale, version";

  private final Database database;
  private final Outbox<ProductEvent> outbox;

  ProductStore(Database database, Outbox<ProductEvent> outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  Future<Optional<Product>> find(String sku) {
    return database.onConnection(
        connection ->
            connection
                .preparedQuery("SELECT " + COLUMNS + " FROM product WHERE sku = $1")
                .execute(Tuple.of(sku))
                .map(ProductStore::first));
  }

  /** At most so many products after that SKU, by SKU. */
  Future<List<Product>> list(String after, int most) {
    return database.onConnection(
        connection ->
            connection
                .preparedQuery(
                    "SELECT " + COLUMNS + " FROM product WHERE sku > $1 ORDER BY sku LIMIT $2")
                .execute(Tuple.of(after, most))
                .map(ProductStore::all));
  }

  /** False when there is a product with that SKU already. */
  Future<Boolean> create(Product product) {
    return database
        .inTransaction(
            transaction ->
                transaction
                    .preparedQuery(
                        """
                        INSERT INTO product
                          (sku, name, price_minor, currency, on_sale, version, changed_at)
                        VALUES ($1, $2, $3, $4, $5, $6, now()) ON CONFLICT DO NOTHING
                        """)
                    .execute(values(product))
                    .compose(
                        inserted ->
                            inserted.rowCount() == 0
                                ? Future.succeededFuture(false)
                                : publish(transaction, product.version(), product.asCreated())
                                    .map(true)))
        .onSuccess(created -> outbox.committed());
  }

  /** Changes a product if its version is one that the change may be based on. */
  Future<ChangeOutcome> change(String sku, LongPredicate basedOn, UnaryOperator<Product> change) {
    return database
        .inTransaction(
            transaction ->
                transaction
                    .preparedQuery("SELECT " + COLUMNS + " FROM product WHERE sku = $1 FOR UPDATE")
                    .execute(Tuple.of(sku))
                    .map(ProductStore::first)
                    .compose(found -> change(transaction, found, basedOn, change)))
        .onSuccess(changed -> outbox.committed());
  }

  private Future<ChangeOutcome> change(
      SqlConnection transaction,
      Optional<Product> found,
      LongPredicate basedOn,
      UnaryOperator<Product> change) {
    if (found.isEmpty()) {
      return Future.succeededFuture(new ChangeOutcome.Missing());
    }
    if (!basedOn.test(found.get().version())) {
      return Future.succeededFuture(new ChangeOutcome.Stale(found.get().version()));
    }
    Product product = change.apply(found.get());
    return transaction
        .preparedQuery(
            """
            UPDATE product SET name = $2, price_minor = $3, currency = $4, on_sale = $5,
              version = $6, changed_at = now()
            WHERE sku = $1
            """)
        .execute(values(product))
        .compose(updated -> publish(transaction, product.version(), product.asChanged()))
        .map(new ChangeOutcome.Changed(product));
  }

  /** What came of a change. */
  sealed interface ChangeOutcome {

    record Changed(Product product) implements ChangeOutcome {}

    record Stale(long version) implements ChangeOutcome {}

    record Missing() implements ChangeOutcome {}
  }

  private Future<Void> publish(SqlConnection transaction, long version, ProductEvent event) {
    return outbox.append(transaction, List.of(NewEvent.of(version, event)));
  }

  private static Tuple values(Product product) {
    return Tuple.of(
        product.sku(),
        product.name(),
        product.price().minorUnits(),
        product.price().currency(),
        product.onSale(),
        product.version());
  }

  private static Optional<Product> first(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(product(rows.iterator().next()));
  }

  private static List<Product> all(RowSet<Row> rows) {
    List<Product> products = new ArrayList<>(rows.size());
    rows.forEach(row -> products.add(product(row)));
    return products;
  }

  private static Product product(Row row) {
    return new Product(
        row.getString("sku"),
        row.getString("name"),
        new Money(row.getLong("price_minor"), row.getString("currency")),
        row.getBoolean("on_sale"),
        row.getLong("version"));
  }
}

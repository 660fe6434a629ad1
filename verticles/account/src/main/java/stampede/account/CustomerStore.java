package stampede.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import stampede.platform.database.Database;

/** The customers in PostgreSQL. */
final class CustomerStore {

  private static final String COLUMNS = "id, email, name, version";

  private final Database database;
  private final Clock clock;

  CustomerStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  Future<Optional<Customer>> find(UUID id) {
    return database.onConnection(
        connection ->
            connection
                .preparedQuery("SELECT " + COLUMNS + " FROM customer WHERE id = $1")
                .execute(Tuple.of(id))
                .map(CustomerStore::first));
  }

  /** Changes a customer if his version is one that the change may be based on. */
  Future<Change<Customer>> change(UUID id, LongPredicate basedOn, UnaryOperator<Customer> change) {
    return database.inTransaction(
        transaction ->
            transaction
                .preparedQuery("SELECT " + COLUMNS + " FROM customer WHERE id = $1 FOR UPDATE")
                .execute(Tuple.of(id))
                .map(CustomerStore::first)
                .compose(
                    found -> {
                      if (found.isEmpty()) {
                        return Future.succeededFuture(new Change.Missing<>());
                      }
                      Customer before = found.get();
                      return basedOn.test(before.version())
                          ? update(transaction, change.apply(before))
                          : Future.succeededFuture(new Change.Stale<>(before.version()));
                    }));
  }

  private Future<Change<Customer>> update(SqlConnection transaction, Customer customer) {
    return transaction
        .preparedQuery("UPDATE customer SET name = $2, version = $3, changed_at = $4 WHERE id = $1")
        .execute(
            Tuple.of(
                customer.id(),
                customer.name(),
                customer.version(),
                clock.instant().atOffset(ZoneOffset.UTC)))
        .map(new Change.Done<>(customer));
  }

  static Optional<Customer> first(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(customer(rows.iterator().next()));
  }

  private static Customer customer(Row row) {
    return new Customer(
        row.getUUID("id"), row.getString("email"), row.getString("name"), row.getLong("version"));
  }
}

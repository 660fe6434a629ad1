package stampede.account;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongPredicate;
import stampede.account.CustomerAddress.Details;
import stampede.platform.database.Database;

/** The customers' addresses in PostgreSQL. Whoever asks has been found to be the customer. */
final class AddressStore {

  private static final String COLUMNS =
      "id, recipient, street, city, postal_code, country, version";

  private final Database database;
  private final Clock clock;

  AddressStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** All that the customer has, oldest first. */
  Future<List<CustomerAddress>> list(UUID customer) {
    return database.onConnection(connection -> addresses(connection, customer));
  }

  private static Future<List<CustomerAddress>> addresses(SqlConnection connection, UUID customer) {
    return connection
        .preparedQuery("SELECT " + COLUMNS + " FROM address WHERE customer_id = $1 ORDER BY id")
        .execute(Tuple.of(customer))
        .map(
            rows -> {
              List<CustomerAddress> addresses = new ArrayList<>();
              rows.forEach(row -> addresses.add(address(row)));
              return addresses;
            });
  }

  /** What came of adding one. */
  sealed interface Added {

    record Done(CustomerAddress address) implements Added {}

    record KeyReused() implements Added {}

    record TooMany() implements Added {}

    record NoCustomer() implements Added {}
  }

  /**
   * Adds an address, or finds the one that the same request has added before.
   *
   * @param key the idempotency key, chosen by the client
   * @param requestHash tells requests under one key apart
   */
  Future<Added> add(UUID customer, Details details, String key, String requestHash) {
    return database.inTransaction(
        transaction ->
            transaction
                .preparedQuery("SELECT FROM customer WHERE id = $1 FOR UPDATE")
                .execute(Tuple.of(customer))
                .compose(
                    locked ->
                        locked.size() == 0
                            ? Future.<Added>succeededFuture(new Added.NoCustomer())
                            : addTo(transaction, customer, details, key, requestHash)));
  }

  private Future<Added> addTo(
      SqlConnection transaction, UUID customer, Details details, String key, String requestHash) {
    return transaction
        .preparedQuery(
            "SELECT "
                + COLUMNS
                + ", request_hash FROM address WHERE customer_id = $1 AND request_key = $2")
        .execute(Tuple.of(customer, key))
        .compose(
            same -> {
              if (same.size() > 0) {
                Row row = same.iterator().next();
                return Future.succeededFuture(
                    row.getString("request_hash").equals(requestHash)
                        ? new Added.Done(address(row))
                        : new Added.KeyReused());
              }
              return addresses(transaction, customer)
                  .compose(
                      all ->
                          all.size() >= CustomerAddress.MOST
                              ? Future.succeededFuture(new Added.TooMany())
                              : insert(transaction, customer, details, key, requestHash));
            });
  }

  private Future<Added> insert(
      SqlConnection transaction, UUID customer, Details details, String key, String requestHash) {
    CustomerAddress address = details.as(UuidCreator.getTimeOrderedEpoch(), 1);
    Tuple values = values(address).addUUID(customer).addString(key).addString(requestHash);
    return transaction
        .preparedQuery(
            """
            INSERT INTO address
              (id, recipient, street, city, postal_code, country, version, changed_at,
               customer_id, request_key, request_hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """)
        .execute(values)
        .map(new Added.Done(address));
  }

  /** Changes an address of the customer if its version is one that the change may be based on. */
  Future<Change<CustomerAddress>> change(
      UUID customer, UUID id, LongPredicate basedOn, Details details) {
    return onOne(
        customer,
        id,
        basedOn,
        (transaction, before) -> {
          CustomerAddress address = details.as(id, before.version() + 1);
          return transaction
              .preparedQuery(
                  """
                  UPDATE address SET recipient = $2, street = $3, city = $4, postal_code = $5,
                    country = $6, version = $7, changed_at = $8
                  WHERE id = $1
                  """)
              .execute(values(address))
              .map(new Change.Done<>(address));
        });
  }

  /** Removes an address of the customer if its version is one that this may be based on. */
  Future<Change<CustomerAddress>> remove(UUID customer, UUID id, LongPredicate basedOn) {
    return onOne(
        customer,
        id,
        basedOn,
        (transaction, before) ->
            transaction
                .preparedQuery("DELETE FROM address WHERE id = $1")
                .execute(Tuple.of(id))
                .map(new Change.Done<>(before)));
  }

  /** What is done with an address that is there, of the right version, and locked. */
  @FunctionalInterface
  private interface Step {

    Future<Change<CustomerAddress>> with(SqlConnection transaction, CustomerAddress before);
  }

  private Future<Change<CustomerAddress>> onOne(
      UUID customer, UUID id, LongPredicate basedOn, Step step) {
    return database.inTransaction(
        transaction ->
            transaction
                .preparedQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM address WHERE customer_id = $1 AND id = $2 FOR UPDATE")
                .execute(Tuple.of(customer, id))
                .map(AddressStore::first)
                .compose(
                    found -> {
                      if (found.isEmpty()) {
                        return Future.succeededFuture(new Change.Missing<>());
                      }
                      CustomerAddress before = found.get();
                      return basedOn.test(before.version())
                          ? step.with(transaction, before)
                          : Future.succeededFuture(new Change.Stale<>(before.version()));
                    }));
  }

  private Tuple values(CustomerAddress address) {
    return Tuple.tuple()
        .addUUID(address.id())
        .addString(address.recipient())
        .addString(address.street())
        .addString(address.city())
        .addString(address.postalCode())
        .addString(address.country())
        .addLong(address.version())
        .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
  }

  private static Optional<CustomerAddress> first(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(address(rows.iterator().next()));
  }

  private static CustomerAddress address(Row row) {
    return new CustomerAddress(
        row.getUUID("id"),
        row.getString("recipient"),
        row.getString("street"),
        row.getString("city"),
        row.getString("postal_code"),
        row.getString("country"),
        row.getLong("version"));
  }
}

package stampede.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import stampede.contracts.account.ApiKeyVerification;
import stampede.platform.database.Database;

/** The API keys in PostgreSQL, by their hashes alone. A revoked one stays, so that it is known. */
final class ApiKeyStore {

  private final Database database;
  private final AuditStore audit;
  private final Clock clock;

  ApiKeyStore(Database database, AuditStore audit, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /** What came of adding one. */
  enum Added {
    DONE,
    TOO_MANY,
    NO_CUSTOMER
  }

  Future<Added> add(UUID customer, ApiKey key, String hash, String actor) {
    return database.inTransaction(
        transaction ->
            transaction
                .preparedQuery("SELECT FROM customer WHERE id = $1 FOR UPDATE")
                .execute(Tuple.of(customer))
                .compose(
                    locked ->
                        locked.size() == 0
                            ? Future.succeededFuture(Added.NO_CUSTOMER)
                            : addTo(transaction, customer, key, hash, actor)));
  }

  private Future<Added> addTo(
      SqlConnection transaction, UUID customer, ApiKey key, String hash, String actor) {
    return keys(transaction, customer)
        .compose(
            all ->
                all.size() >= ApiKey.MOST
                    ? Future.succeededFuture(Added.TOO_MANY)
                    : insert(transaction, customer, key, hash)
                        .compose(
                            inserted ->
                                audit.add(
                                    transaction,
                                    "api-key-created",
                                    customer.toString(),
                                    actor,
                                    "key %s, plan %s".formatted(key.id(), key.plan())))
                        .map(Added.DONE));
  }

  private static Future<Void> insert(
      SqlConnection transaction, UUID customer, ApiKey key, String hash) {
    return transaction
        .preparedQuery(
            """
            INSERT INTO api_key (id, customer_id, name, plan, hash, created_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """)
        .execute(
            Tuple.of(
                key.id(),
                customer,
                key.name(),
                key.plan(),
                hash,
                key.createdAt().atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  /** Those of the customer that hold, oldest first. */
  Future<List<ApiKey>> list(UUID customer) {
    return database.onConnection(connection -> keys(connection, customer));
  }

  private static Future<List<ApiKey>> keys(SqlConnection connection, UUID customer) {
    return connection
        .preparedQuery(
            """
            SELECT id, name, plan, created_at FROM api_key
            WHERE customer_id = $1 AND revoked_at IS NULL ORDER BY id
            """)
        .execute(Tuple.of(customer))
        .map(
            rows -> {
              List<ApiKey> keys = new ArrayList<>();
              rows.forEach(
                  row ->
                      keys.add(
                          new ApiKey(
                              row.getUUID("id"),
                              row.getString("name"),
                              row.getString("plan"),
                              row.getOffsetDateTime("created_at").toInstant())));
              return keys;
            });
  }

  /** Lets a key of the customer hold no more; false when he has none of that id that holds. */
  Future<Boolean> revoke(UUID customer, UUID id, String actor) {
    return database.inTransaction(
        transaction ->
            transaction
                .preparedQuery(
                    """
                    UPDATE api_key SET revoked_at = $3
                    WHERE customer_id = $1 AND id = $2 AND revoked_at IS NULL
                    """)
                .execute(Tuple.of(customer, id, clock.instant().atOffset(ZoneOffset.UTC)))
                .compose(
                    revoked ->
                        revoked.rowCount() == 0
                            ? Future.succeededFuture(false)
                            : audit
                                .add(
                                    transaction,
                                    "api-key-revoked",
                                    customer.toString(),
                                    actor,
                                    "key " + id)
                                .map(true)));
  }

  /** Who stands behind the key of that hash. */
  Future<ApiKeyVerification> verify(String hash) {
    return database.onConnection(
        connection ->
            connection
                .preparedQuery(
                    """
                    SELECT id, customer_id, plan FROM api_key
                    WHERE hash = $1 AND revoked_at IS NULL
                    """)
                .execute(Tuple.of(hash))
                .map(
                    rows ->
                        rows.size() == 0
                            ? new ApiKeyVerification.DoesNotHold()
                            : holds(rows.iterator().next())));
  }

  private static ApiKeyVerification holds(Row row) {
    return new ApiKeyVerification.Holds(
        row.getUUID("id"), row.getUUID("customer_id").toString(), row.getString("plan"));
  }
}

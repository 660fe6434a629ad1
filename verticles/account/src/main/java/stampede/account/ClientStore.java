package stampede.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import stampede.platform.database.Database;

/** The programs that get tokens, in PostgreSQL. */
final class ClientStore {

  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");

  private final Database database;
  private final AuditStore audit;
  private final Clock clock;

  ClientStore(Database database, AuditStore audit, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /** Whatever somebody says that he is; what cannot be an id is not looked for. */
  Future<Optional<OAuthClient>> find(String id) {
    if (!ID.matcher(id).matches()) {
      return Future.succeededFuture(Optional.empty());
    }
    return database.onConnection(
        connection ->
            connection
                .preparedQuery("SELECT * FROM oauth_client WHERE id = $1")
                .execute(Tuple.of(id))
                .map(
                    rows ->
                        rows.size() == 0
                            ? Optional.empty()
                            : Optional.of(client(rows.iterator().next()))));
  }

  /** All of them, by id. */
  Future<List<OAuthClient>> list() {
    return database.onConnection(
        connection ->
            connection
                .preparedQuery("SELECT * FROM oauth_client ORDER BY id")
                .execute()
                .map(
                    rows -> {
                      List<OAuthClient> clients = new ArrayList<>();
                      rows.forEach(row -> clients.add(client(row)));
                      return clients;
                    }));
  }

  Future<Void> add(OAuthClient client, String actor) {
    return database.inTransaction(
        transaction ->
            transaction
                .preparedQuery(
                    """
                    INSERT INTO oauth_client
                      (id, name, secret_hash, redirect_uris, role, created_at)
                    VALUES ($1, $2, $3, $4, $5, $6)
                    """)
                .execute(
                    Tuple.tuple()
                        .addString(client.id())
                        .addString(client.name())
                        .addString(client.secretHash().orElse(null))
                        .addArrayOfString(client.redirectUris().toArray(String[]::new))
                        .addString(client.role().orElse(null))
                        .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC)))
                .compose(
                    added ->
                        audit.add(
                            transaction,
                            "client-created",
                            client.id(),
                            actor,
                            "role " + client.role().orElse("none"))));
  }

  /** Takes it away with every refresh token that it has; false when there is none. */
  Future<Boolean> remove(String id, String actor) {
    return database.inTransaction(
        transaction ->
            transaction
                .preparedQuery("DELETE FROM oauth_client WHERE id = $1")
                .execute(Tuple.of(id))
                .compose(
                    deleted ->
                        deleted.rowCount() == 0
                            ? Future.succeededFuture(false)
                            : transaction
                                .preparedQuery(
                                    "UPDATE refresh_family SET revoked = true WHERE client_id = $1")
                                .execute(Tuple.of(id))
                                .compose(
                                    revoked ->
                                        audit.add(transaction, "client-revoked", id, actor, ""))
                                .map(true)));
  }

  private static OAuthClient client(Row row) {
    return new OAuthClient(
        row.getString("id"),
        row.getString("name"),
        Optional.ofNullable(row.getString("secret_hash")),
        Arrays.asList(row.getArrayOfStrings("redirect_uris")),
        Optional.ofNullable(row.getString("role")));
  }
}

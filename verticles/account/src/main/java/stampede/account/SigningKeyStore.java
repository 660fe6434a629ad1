package stampede.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import stampede.platform.database.Database;

/** The keys that sign tokens, sealed. */
final class SigningKeyStore {

  private final Database database;
  private final AuditStore audit;
  private final Clock clock;

  SigningKeyStore(Database database, AuditStore audit, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /** A key as it is stored. */
  record Stored(KeyRing.Key key, String sealed) {}

  /** Makes a key; called at most once at a time in the whole cluster. */
  @FunctionalInterface
  interface Maker {

    Future<Stored> make(Instant now);
  }

  /**
   * All keys, after a new one has been made if it is time and those that have ended are gone.
   *
   * @param ring what the keys mean
   */
  Future<List<Stored>> keep(Function<List<KeyRing.Key>, KeyRing> ring, Maker maker) {
    Instant now = clock.instant();
    return database.inTransaction(
        transaction ->
            transaction
                .query("SELECT pg_advisory_xact_lock(hashtext('signing keys'))")
                .execute()
                .compose(locked -> all(transaction))
                .compose(
                    keys -> {
                      KeyRing before = ring.apply(keys.stream().map(Stored::key).toList());
                      Future<Void> done = remove(transaction, before.ended(now));
                      return before.needsNew(now)
                          ? done.compose(removed -> maker.make(now))
                              .compose(made -> add(transaction, made))
                          : done;
                    })
                .compose(kept -> all(transaction)));
  }

  private static Future<List<Stored>> all(SqlConnection transaction) {
    return transaction
        .query("SELECT id, sealed, created_at FROM signing_key ORDER BY created_at")
        .execute()
        .map(
            rows -> {
              List<Stored> keys = new ArrayList<>();
              rows.forEach(
                  row ->
                      keys.add(
                          new Stored(
                              new KeyRing.Key(
                                  row.getString("id"),
                                  row.getOffsetDateTime("created_at").toInstant()),
                              row.getString("sealed"))));
              return keys;
            });
  }

  private Future<Void> remove(SqlConnection transaction, List<KeyRing.Key> ended) {
    if (ended.isEmpty()) {
      return Future.succeededFuture();
    }
    String[] ids = ended.stream().map(KeyRing.Key::id).toArray(String[]::new);
    return transaction
        .preparedQuery("DELETE FROM signing_key WHERE id = ANY ($1)")
        .execute(Tuple.of(ids))
        .compose(
            removed ->
                audit.add(transaction, "signing-keys-removed", "", "", String.join(" ", ids)));
  }

  private Future<Void> add(SqlConnection transaction, Stored made) {
    return transaction
        .preparedQuery("INSERT INTO signing_key (id, sealed, created_at) VALUES ($1, $2, $3)")
        .execute(
            Tuple.of(
                made.key().id(), made.sealed(), made.key().createdAt().atOffset(ZoneOffset.UTC)))
        .compose(added -> audit.add(transaction, "signing-key-made", made.key().id(), "", ""));
  }
}

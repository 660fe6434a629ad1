package stampede.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import stampede.platform.database.Database;

/** Who can log in, and how often it was tried. */
final class LoginStore {

  private final Database database;
  private final Clock clock;

  LoginStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A customer and the hash of his password. */
  record Credentials(UUID customer, String passwordHash) {

    @Override
    public String toString() {
      return "credentials of " + customer;
    }
  }

  Future<Optional<Credentials>> find(String email) {
    return database.onConnection(
        connection ->
            connection
                .preparedQuery("SELECT id, password_hash FROM customer WHERE email = $1")
                .execute(Tuple.of(email))
                .map(
                    rows ->
                        first(rows)
                            .map(
                                row ->
                                    new Credentials(
                                        row.getUUID("id"), row.getString("password_hash")))));
  }

  /**
   * Begins a guess: it counts as failed before the password is looked at, so that guesses side by
   * side count as well. Returns how long it has to wait instead; zero when it may be made.
   */
  Future<Duration> begin(String email) {
    Instant now = clock.instant();
    return database.inTransaction(
        transaction ->
            attempts(transaction, email)
                .compose(
                    attempts -> {
                      Duration wait = attempts.waitAt(now);
                      return wait.isZero()
                          ? write(transaction, email, attempts.failedAt(now)).map(wait)
                          : Future.succeededFuture(wait);
                    }));
  }

  private static Future<LoginAttempts> attempts(SqlConnection transaction, String email) {
    return transaction
        .preparedQuery("SELECT pg_advisory_xact_lock(hashtext($1))")
        .execute(Tuple.of(email))
        .compose(
            locked ->
                transaction
                    .preparedQuery(
                        "SELECT failures, last_failed_at FROM login_attempts WHERE email = $1")
                    .execute(Tuple.of(email)))
        .map(
            rows ->
                first(rows)
                    .map(
                        row ->
                            new LoginAttempts(
                                row.getInteger("failures"),
                                row.getOffsetDateTime("last_failed_at").toInstant()))
                    .orElseGet(LoginAttempts::none));
  }

  private static Future<Void> write(
      SqlConnection transaction, String email, LoginAttempts attempts) {
    return transaction
        .preparedQuery(
            """
            INSERT INTO login_attempts (email, failures, last_failed_at) VALUES ($1, $2, $3)
            ON CONFLICT (email) DO UPDATE SET failures = $2, last_failed_at = $3
            """)
        .execute(Tuple.of(email, attempts.failures(), attempts.last().atOffset(ZoneOffset.UTC)))
        .compose(
            written ->
                transaction
                    .preparedQuery(
                        """
                        DELETE FROM login_attempts WHERE email IN
                          (SELECT email FROM login_attempts WHERE last_failed_at < $1
                           LIMIT 100 FOR UPDATE SKIP LOCKED)
                        """)
                    .execute(
                        Tuple.of(
                            attempts.last().minus(LoginAttempts.MEMORY).atOffset(ZoneOffset.UTC))))
        .mapEmpty();
  }

  /** Forgets the failures before a success. */
  Future<Void> succeeded(String email) {
    return database.inTransaction(
        transaction ->
            transaction
                .preparedQuery("DELETE FROM login_attempts WHERE email = $1")
                .execute(Tuple.of(email))
                .mapEmpty());
  }

  private static Optional<Row> first(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
  }
}

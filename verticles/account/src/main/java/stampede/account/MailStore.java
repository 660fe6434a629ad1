package stampede.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import stampede.platform.database.Database;

/** The mails that wait to be handed over. Each leaves at least once. */
final class MailStore {

  /** Longer than a mailer takes: until then nobody else sends it. */
  private static final Duration CLAIM = Duration.ofMinutes(1);

  private final Database database;
  private final Clock clock;

  MailStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Lets the mail leave once the transaction has committed. */
  Future<Void> add(SqlConnection transaction, Mail mail) {
    return transaction
        .preparedQuery(
            "INSERT INTO mail (recipient, subject, body, due_at) VALUES ($1, $2, $3, $4)")
        .execute(
            Tuple.of(
                mail.recipient(),
                mail.subject(),
                mail.body(),
                clock.instant().atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  /** Sends the mail that waits longest; false when none is due. */
  Future<Boolean> sendNext(Mailer mailer) {
    return claim()
        .compose(
            claimed ->
                claimed
                    .map(row -> send(row, mailer).map(true))
                    .orElseGet(() -> Future.succeededFuture(false)));
  }

  private Future<Void> send(Row row, Mailer mailer) {
    return mailer
        .send(new Mail(row.getString("recipient"), row.getString("subject"), row.getString("body")))
        .compose(
            sent ->
                database.inTransaction(
                    transaction ->
                        transaction
                            .preparedQuery("DELETE FROM mail WHERE id = $1")
                            .execute(Tuple.of(row.getLong("id")))
                            .mapEmpty()));
  }

  private Future<Optional<Row>> claim() {
    return database.inTransaction(
        transaction ->
            transaction
                .preparedQuery(
                    """
                    UPDATE mail SET due_at = $2 WHERE id =
                      (SELECT id FROM mail WHERE due_at <= $1 ORDER BY due_at, id LIMIT 1
                       FOR UPDATE SKIP LOCKED)
                    RETURNING id, recipient, subject, body
                    """)
                .execute(
                    Tuple.of(
                        clock.instant().atOffset(ZoneOffset.UTC),
                        clock.instant().plus(CLAIM).atOffset(ZoneOffset.UTC)))
                .map(
                    rows ->
                        rows.size() == 0
                            ? Optional.<Row>empty()
                            : Optional.of(rows.iterator().next())));
  }
}

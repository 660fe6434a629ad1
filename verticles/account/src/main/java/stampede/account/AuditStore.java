package stampede.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;

/** What was granted or taken away, written in the transaction that does it. */
final class AuditStore {

  private final Clock clock;

  AuditStore(Clock clock) {
    this.clock = clock;
  }

  /**
   * Adds an entry.
   *
   * @param what in the past tense, for example {@code customer-registered}
   * @param subject whom it is about
   * @param actor who did it
   * @param detail what else is to be known; never a secret
   */
  Future<Void> add(
      SqlConnection transaction, String what, String subject, String actor, String detail) {
    return transaction
        .preparedQuery(
            "INSERT INTO audit_entry (at, what, subject, actor, detail) VALUES ($1, $2, $3, $4, $5)")
        .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC), what, subject, actor, detail))
        .mapEmpty();
  }
}

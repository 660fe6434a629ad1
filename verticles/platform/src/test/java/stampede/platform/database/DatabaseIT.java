package stampede.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stampede.platform.SampleDatabase.await;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import stampede.contracts.FailureCode;
import stampede.platform.SampleDatabase;
import stampede.platform.ServiceFailure;

class DatabaseIT {

  private static final String INSERT =
      "INSERT INTO counter (id, state, version, document) VALUES ($1, $2, 1, '{}')";

  private static SampleDatabase sample;

  @BeforeAll
  static void open() {
    sample = new SampleDatabase();
  }

  @AfterAll
  static void close() {
    sample.close();
  }

  private static Future<Void> insert(SqlConnection transaction, UUID id) {
    return transaction.preparedQuery(INSERT).execute(Tuple.of(id, "new")).mapEmpty();
  }

  private static boolean exists(UUID id) {
    return !sample.query("SELECT 1 FROM counter WHERE id = $1", row -> row, id).isEmpty();
  }

  @Test
  void commitsWhenTheWorkSucceeds() {
    UUID id = UUID.randomUUID();

    await(sample.database().inTransaction(transaction -> insert(transaction, id)));

    assertThat(exists(id)).isTrue();
  }

  @Test
  void rollsBackWhenTheWorkFails() {
    UUID id = UUID.randomUUID();

    Future<Void> failed =
        sample
            .database()
            .inTransaction(
                transaction ->
                    insert(transaction, id)
                        .compose(done -> Future.failedFuture(new IllegalStateException("no"))));

    assertThatThrownBy(() -> await(failed)).hasMessage("no");
    assertThat(exists(id)).isFalse();
  }

  @Test
  void rollsBackWhenTheWorkThrows() {
    Future<Void> failed =
        sample
            .database()
            .inTransaction(
                transaction -> {
                  throw new IllegalStateException("thrown");
                });

    assertThatThrownBy(() -> await(failed)).hasMessage("thrown");
    assertThat(await(sample.database().ping().map("still works"))).isEqualTo("still works");
  }

  @Test
  void runsAgainAfterADeadlock() {
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    await(
        sample.database().inTransaction(t -> insert(t, first).compose(done -> insert(t, second))));
    AtomicInteger runs = new AtomicInteger();

    Future<Void> oneWay = lockBoth(first, second, runs);
    Future<Void> theOther = lockBoth(second, first, runs);

    await(Future.all(oneWay, theOther));
    assertThat(runs.get()).isGreaterThan(2);
  }

  private static Future<Void> lockBoth(UUID one, UUID other, AtomicInteger runs) {
    String lock = "SELECT id FROM counter WHERE id = $1 FOR UPDATE";
    return sample
        .database()
        .inTransaction(
            transaction -> {
              runs.incrementAndGet();
              return transaction
                  .preparedQuery(lock)
                  .execute(Tuple.of(one))
                  .compose(locked -> transaction.query("SELECT pg_sleep(0.2)").execute())
                  .compose(slept -> transaction.preparedQuery(lock).execute(Tuple.of(other)))
                  .mapEmpty();
            });
  }

  @Test
  void namesTheUniqueConstraintThatWasBroken() {
    UUID id = UUID.randomUUID();
    await(sample.database().inTransaction(transaction -> insert(transaction, id)));

    Future<Void> again = sample.database().inTransaction(transaction -> insert(transaction, id));

    assertThatThrownBy(() -> await(again))
        .satisfies(
            failure ->
                assertThat(SqlFailures.brokenUniqueConstraint(failure))
                    .isEqualTo(Optional.of("counter_pkey")));
  }

  @Test
  void aConnectionThatIsLostBeforeTheCommitMeansNotDone() {
    UUID id = UUID.randomUUID();

    Future<Void> lost =
        sample
            .database()
            .inTransaction(
                transaction ->
                    insert(transaction, id)
                        .compose(
                            done ->
                                transaction
                                    .query("SELECT pg_terminate_backend(pg_backend_pid())")
                                    .execute())
                        .mapEmpty());

    assertThatThrownBy(() -> await(lost))
        .isInstanceOfSatisfying(
            ServiceFailure.class,
            failure -> assertThat(failure.code()).isEqualTo(FailureCode.SERVICE_UNAVAILABLE));
    assertThat(exists(id)).isFalse();
  }

  @Test
  void aConnectionThatIsLostDuringTheCommitMeansUnknown() {
    sample.execute("CREATE TABLE ends_the_connection (id uuid)");
    sample.execute(
        """
        CREATE FUNCTION end_the_connection() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'
        """);
    sample.execute(
        """
        CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON ends_the_connection
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION end_the_connection()
        """);

    Future<Void> lost =
        sample
            .database()
            .inTransaction(
                transaction ->
                    transaction
                        .query("INSERT INTO ends_the_connection VALUES (NULL)")
                        .execute()
                        .mapEmpty());

    assertThatThrownBy(() -> await(lost))
        .isInstanceOfSatisfying(
            ServiceFailure.class,
            failure -> assertThat(failure.code()).isEqualTo(FailureCode.OUTCOME_UNKNOWN));
  }

  @Test
  void aDatabaseThatIsNotThereIsUnavailable() {
    DatabaseSettings.Address there = sample.address();
    DatabaseSettings.Address nowhere =
        new DatabaseSettings.Address(
            there.host(),
            1,
            there.name(),
            there.user(),
            there.password(),
            2,
            there.statementTimeout());

    Future<Database> opened = Database.open(sample.vertx(), "sample", nowhere, "test");

    assertThatThrownBy(() -> await(opened))
        .isInstanceOf(ServiceFailure.class)
        .hasMessageContaining("the schema of sample at postgresql://")
        .hasMessageNotContaining(there.password());
  }
}

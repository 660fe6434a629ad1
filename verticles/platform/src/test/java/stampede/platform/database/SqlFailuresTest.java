package stampede.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.TransactionRollbackException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contracts.FailureCode;
import stampede.platform.ServiceFailure;

/** What is known after a failure decides whether a caller may try again. */
class SqlFailuresTest {

  private static PgException state(String state) {
    return new PgException("message", "ERROR", state, "detail");
  }

  /** Connection, resources, operator's intervention, system error, internal error. */
  static Stream<Throwable> ofInfrastructure() {
    return Stream.of(
        state("08006"),
        state("53300"),
        state("57P01"),
        state("57P03"),
        state("58030"),
        state("XX000"),
        new IOException("reset"),
        ClosedConnectionException.INSTANCE,
        new VertxException("stale"));
  }

  @ParameterizedTest
  @MethodSource("ofInfrastructure")
  void beforeTheCommitNothingWasDone(Throwable failure) {
    Throwable meaning = SqlFailures.beforeCommit(failure);

    assertThat(meaning)
        .isInstanceOfSatisfying(
            ServiceFailure.class,
            service -> {
              assertThat(service.code()).isEqualTo(FailureCode.SERVICE_UNAVAILABLE);
              assertThat(service.isRetryable()).isTrue();
            });
  }

  @ParameterizedTest
  @MethodSource("ofInfrastructure")
  void inTheCommitNobodyKnows(Throwable failure) {
    Throwable meaning = SqlFailures.inCommit(failure);

    assertThat(meaning)
        .isInstanceOfSatisfying(
            ServiceFailure.class,
            service -> {
              assertThat(service.code()).isEqualTo(FailureCode.OUTCOME_UNKNOWN);
              assertThat(service.isRetryable()).isFalse();
            });
  }

  /** A bug, a broken constraint: PostgreSQL has said no. */
  @ParameterizedTest
  @ValueSource(strings = {"23505", "23514", "22003", "42P01"})
  void whatPostgresqlRefusesComesAsItIs(String state) {
    PgException refused = state(state);

    assertThat(SqlFailures.beforeCommit(refused)).isSameAs(refused);
    assertThat(SqlFailures.inCommit(refused)).isSameAs(refused);
  }

  /** A deadlock, a serialization failure: nothing was done, and running again may help. */
  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01"})
  void transactionsInEachOthersWayAreTooMuchToDo(String state) {
    Throwable meaning = SqlFailures.beforeCommit(state(state));

    assertThat(meaning)
        .isInstanceOfSatisfying(
            ServiceFailure.class,
            service -> assertThat(service.code()).isEqualTo(FailureCode.TOO_MUCH_TO_DO));
  }

  @Test
  void aRolledBackCommitIsNotUnknown() {
    assertThat(SqlFailures.inCommit(TransactionRollbackException.INSTANCE))
        .isSameAs(TransactionRollbackException.INSTANCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01"})
  void transactionsInEachOthersWayMayRunAgain(String state) {
    assertThat(SqlFailures.isConflict(state(state))).isTrue();
  }

  @Test
  void otherFailuresAreNoConflict() {
    assertThat(SqlFailures.isConflict(state("23505"))).isFalse();
    assertThat(SqlFailures.isConflict(new IOException("reset"))).isFalse();
  }
}

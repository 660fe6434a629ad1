package stampede.platform.database;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.TransactionRollbackException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import stampede.contracts.FailureCode;
import stampede.platform.ServiceFailure;

/**
 * What a failure of PostgreSQL or of the way there means. SQLSTATE classes as in the PostgreSQL
 * manual, appendix A.
 */
public final class SqlFailures {

  private static final Set<String> CONFLICTS = Set.of("40001", "40P01");
  private static final String UNIQUE_VIOLATION = "23505";

  private SqlFailures() {}

  /** The unique constraint that was broken, if that is what happened. */
  public static Optional<String> brokenUniqueConstraint(Throwable failure) {
    return failure instanceof PgException pg && UNIQUE_VIOLATION.equals(pg.getSqlState())
        ? Optional.of(pg.getConstraint())
        : Optional.empty();
  }

  /** Whether two transactions were in each other's way, so that running again can help. */
  static boolean isConflict(Throwable failure) {
    return failure instanceof PgException pg && CONFLICTS.contains(pg.getSqlState());
  }

  /**
   * Whether the connection had died before it was used, unnoticed by the pool, so that nothing was
   * asked of it. The client says so with a bare VertxException.
   */
  static boolean isStaleConnection(Throwable failure) {
    return failure.getClass() == VertxException.class;
  }

  /** What a failure means that came before the commit was sent: certainly nothing was committed. */
  static Throwable beforeCommit(Throwable failure) {
    if (failure instanceof ServiceFailure) {
      return failure;
    }
    if (isConflict(failure)) {
      return new ServiceFailure(
          FailureCode.TOO_MUCH_TO_DO, "too many transactions are in each other's way", failure);
    }
    if (!isOfInfrastructure(failure)) {
      return failure;
    }
    return new ServiceFailure(
        FailureCode.SERVICE_UNAVAILABLE, "the database is not available", failure);
  }

  /** What a failure of the commit itself means: unless PostgreSQL said no, nobody knows. */
  static Throwable inCommit(Throwable failure) {
    boolean refused = failure instanceof PgException && !isOfInfrastructure(failure);
    if (refused || failure instanceof TransactionRollbackException) {
      return failure;
    }
    return new ServiceFailure(
        FailureCode.OUTCOME_UNKNOWN,
        "the connection to the database was lost while committing",
        failure);
  }

  private static boolean isOfInfrastructure(Throwable failure) {
    if (failure instanceof PgException pg) {
      String state = String.valueOf(pg.getSqlState());
      // connection, resources, operator intervention, system error, I/O
      return state.startsWith("08")
          || state.startsWith("53")
          || state.startsWith("57")
          || state.startsWith("58")
          || state.startsWith("XX");
    }
    return failure instanceof ClosedConnectionException
        || failure instanceof IOException
        || isStaleConnection(failure);
  }
}

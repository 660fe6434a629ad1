package stampede.platform.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import stampede.contracts.FailureCode;
import stampede.platform.ServiceFailure;

/**
 * A service's database: a pool that all its verticle instances on a node share. Thread-safe;
 * futures complete on the caller's context.
 *
 * <p>Failures are told apart by what is known. {@link FailureCode#SERVICE_UNAVAILABLE}: nothing was
 * committed. {@link FailureCode#OUTCOME_UNKNOWN}: the connection went away while the commit was
 * under way. Everything else (a broken constraint, a bug) comes as it is, and nothing was
 * committed.
 */
public final class Database {

  private static final int MOST_ATTEMPTS = 4;
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final Vertx vertx;
  private final Pool pool;
  private final PgConnectOptions options;
  private final Duration patience;

  private Database(Vertx vertx, Pool pool, PgConnectOptions options, Duration patience) {
    this.vertx = vertx;
    this.pool = pool;
    this.options = options;
    this.patience = patience;
  }

  /** Brings the service's schema up to date and opens the pool. */
  public static Future<Database> open(
      Vertx vertx, String service, DatabaseSettings.Address address, String nodeId) {
    return Migrations.run(vertx, service, address)
        .map(done -> connect(vertx, service, address, nodeId));
  }

  /** Opens the pool. Connections are made when they are needed. */
  private static Database connect(
      Vertx vertx, String service, DatabaseSettings.Address address, String nodeId) {
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost(address.host())
            .setPort(address.port())
            .setDatabase(address.name())
            .setUser(address.user())
            .setPassword(address.password())
            .setCachePreparedStatements(true)
            .setPipeliningLimit(256)
            .setProperties(
                Map.of(
                    "application_name",
                    "stampede " + nodeId,
                    "statement_timeout",
                    Long.toString(address.statementTimeout().toMillis()),
                    "idle_in_transaction_session_timeout",
                    "30000"));
    PoolOptions poolOptions =
        new PoolOptions()
            .setName(service) // tells its metrics from those of others
            .setMaxSize(address.connections())
            .setMaxWaitQueueSize(10_000)
            .setConnectionTimeout(5)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    Pool pool =
        PgBuilder.pool()
            .connectingTo(options)
            .with(poolOptions)
            .with(transport())
            .using(vertx)
            .build();
    return new Database(vertx, pool, options, address.statementTimeout().multipliedBy(2));
  }

  /** A connection whose other end is gone without a word is given up after some silence. */
  private static NetClientOptions transport() {
    return new NetClientOptions().setTcpKeepAlive(true).setTcpUserTimeout((int) SILENCE.toMillis());
  }

  /**
   * Runs the work in one transaction: committed when its future succeeds, rolled back when it
   * fails. A deadlock or a serialization failure runs the work again, so it must have no other
   * effect than on the connection that it gets. Nobody waits longer than twice the time that one
   * statement may take: the outcome is unknown then.
   */
  public <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> work) {
    return within(patience, attempt(() -> transaction(work), 1));
  }

  private static <T> Future<T> within(Duration patience, Future<T> answer) {
    return answer
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof TimeoutException
                        ? new ServiceFailure(
                            FailureCode.OUTCOME_UNKNOWN,
                            "the database did not answer in time",
                            failure)
                        : failure));
  }

  /** Runs it again when it certainly had no effect, and may have one now. */
  private static <T> Future<T> attempt(Supplier<Future<T>> run, int attempt) {
    return run.get()
        .recover(
            failure ->
                attempt < MOST_ATTEMPTS
                        && (SqlFailures.isConflict(failure)
                            || SqlFailures.isStaleConnection(failure))
                    ? attempt(run, attempt + 1)
                    : Future.failedFuture(SqlFailures.beforeCommit(failure)));
  }

  private <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
    return connection()
        .compose(
            connection ->
                connection
                    .begin()
                    .compose(transaction -> run(work, connection, transaction))
                    .eventually(connection::close));
  }

  private static <T> Future<T> run(
      Function<SqlConnection, Future<T>> work, SqlConnection connection, Transaction transaction) {
    return Future.<Void>succeededFuture()
        .compose(ignored -> work.apply(connection))
        .compose(
            result ->
                transaction
                    .commit()
                    .recover(failure -> Future.failedFuture(SqlFailures.inCommit(failure)))
                    .map(result),
            failure ->
                transaction.rollback().transform(ignored -> Future.<T>failedFuture(failure)));
  }

  /**
   * Runs the work, which only reads, on one connection without a transaction around it. A
   * connection that had died unnoticed is replaced.
   */
  public <T> Future<T> onConnection(Function<SqlConnection, Future<T>> work) {
    return within(patience, attempt(() -> withConnection(work), 1));
  }

  private <T> Future<T> withConnection(Function<SqlConnection, Future<T>> work) {
    return connection()
        .compose(
            connection ->
                Future.<Void>succeededFuture()
                    .compose(ignored -> work.apply(connection))
                    .eventually(connection::close));
  }

  /**
   * A connection of its own outside the pool, for what belongs to a session. The caller closes it.
   */
  public Future<PgConnection> dedicatedConnection() {
    return within(
        patience,
        PgConnection.connect(vertx, options)
            .recover(failure -> Future.failedFuture(SqlFailures.beforeCommit(failure))));
  }

  /** Succeeds when the database answers. */
  public Future<Void> ping() {
    return onConnection(connection -> connection.query("SELECT 1").execute().mapEmpty());
  }

  /** Closes all connections; work under way fails. */
  public Future<Void> close() {
    return pool.close();
  }

  private Future<SqlConnection> connection() {
    return pool.getConnection()
        .recover(
            failure ->
                Future.failedFuture(
                    new ServiceFailure(
                        FailureCode.SERVICE_UNAVAILABLE,
                        "the database is not available",
                        failure)));
  }
}

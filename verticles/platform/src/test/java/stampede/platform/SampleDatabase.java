package stampede.platform;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import stampede.platform.database.Database;
import stampede.platform.database.DatabaseSettings;
import stampede.testing.TestDatabase;
import stampede.testing.TestServers;

/** A fresh database of one service, on a real PostgreSQL, for one test. */
public final class SampleDatabase implements AutoCloseable {

  private final TestDatabase place = TestServers.database();
  private final Vertx vertx = Vertx.vertx();
  private final Database database;

  /** One of the platform's own tests. */
  public SampleDatabase() {
    this("sample");
  }

  /** One with the tables of that service. */
  public SampleDatabase(String service) {
    this.database = await(Database.open(vertx, service, address(), "test"));
  }

  /** How to reach it. */
  public DatabaseSettings.Address address() {
    return new DatabaseSettings.Address(
        place.host(),
        place.port(),
        place.name(),
        place.name(),
        place.password(),
        8,
        Duration.ofSeconds(10));
  }

  /** The Vert.x that it runs on. */
  public Vertx vertx() {
    return vertx;
  }

  /** The database itself. */
  public Database database() {
    return database;
  }

  /** Runs a statement by itself. */
  public void execute(String sql, Object... values) {
    await(
        database.onConnection(
            connection -> connection.preparedQuery(sql).execute(Tuple.wrap(values)).mapEmpty()));
  }

  /** What a query gives, row by row. */
  public <T> List<T> query(String sql, Function<Row, T> map, Object... values) {
    return await(
        database.onConnection(
            connection ->
                connection
                    .preparedQuery(sql)
                    .execute(Tuple.wrap(values))
                    .map(
                        rows -> {
                          List<T> found = new ArrayList<>();
                          rows.forEach(row -> found.add(map.apply(row)));
                          return found;
                        })));
  }

  /** What stands in the outbox, in order: the event's name and its sequence. */
  public List<String> outbox() {
    return query(
        "SELECT type, sequence FROM outbox ORDER BY id",
        row ->
            row.getString("type").replaceAll(".*\\.(\\w+)\\.v1", "$1")
                + " "
                + row.getLong("sequence"));
  }

  /** Waits for a future as tests do, from outside of Vert.x. */
  public static <T> T await(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("it took longer than 20 s", e);
    }
  }

  @Override
  public void close() {
    await(database.close());
    await(vertx.close());
  }
}

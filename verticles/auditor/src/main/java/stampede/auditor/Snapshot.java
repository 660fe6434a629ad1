package stampede.auditor;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import stampede.contracts.BoundedContext;

/** One database as it is at one moment, whatever others write to it meanwhile. */
final class Snapshot implements AutoCloseable {

  private static final int FETCH = 2_000;

  private final BoundedContext context;
  private final Connection connection;

  private Snapshot(BoundedContext context, Connection connection) {
    this.context = context;
    this.connection = connection;
  }

  /** Takes what a row says. */
  @FunctionalInterface
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  static Snapshot of(BoundedContext context, Connections connections) {
    Properties properties = new Properties();
    properties.setProperty("user", connections.user());
    properties.setProperty("password", connections.password());
    properties.setProperty("ApplicationName", "stampede auditor");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "120");
    String url = connections.databases().get(context);
    try {
      Connection connection = DriverManager.getConnection("jdbc:" + url, properties);
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      return new Snapshot(context, connection);
    } catch (SQLException e) {
      throw new CannotAudit(
          "the database of %s at %s cannot be opened: %s"
              .formatted(context.serviceName(), url, e.getMessage()),
          e);
    }
  }

  /** Streams the rows of a query. */
  void query(String sql, RowReader reader) {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    } catch (SQLException e) {
      throw new CannotAudit(
          "the database of %s cannot be read: %s".formatted(context.serviceName(), e.getMessage()),
          e);
    }
  }

  BoundedContext context() {
    return context;
  }

  static UUID uuid(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  /** Empty text for none. */
  static String text(ResultSet row, String column) throws SQLException {
    String value = row.getString(column);
    return value == null ? "" : value;
  }

  static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new CannotAudit(
          "the database of %s broke off: %s".formatted(context.serviceName(), e.getMessage()), e);
    }
  }
}

package stampede.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * Gives each service a database that no other service can open, and readers a look into all.
 *
 * <p>Every method leaves the state that it names, however often and in whatever order it is called;
 * callers at the same time take turns. Methods block, and fail with {@link EmbeddedFailure}.
 */
public final class PostgresAdministration {

  /** Who is in it may connect to every service's database. */
  private static final String READERS = "stampede_readers";

  /** Any number will do that nobody else takes for a lock. */
  private static final long LOCK = 5_362_217_390L;

  private final String uri;
  private final String user;
  private final String password;

  /**
   * Administers a server, embedded or not.
   *
   * @param uri of its database {@code postgres}, for example {@code
   *     postgresql://127.0.0.1:5432/postgres}
   * @param user a superuser
   */
  public PostgresAdministration(String uri, String user, String password) {
    this.uri = uri;
    this.user = user;
    this.password = password;
  }

  /** Leaves a database that the role owns, and that only it and the readers can open. */
  public void ensureService(String database, String role, String rolePassword) {
    administer(
        session -> {
          session.ensureRole(READERS, "NOLOGIN");
          session.ensureLogin(role, rolePassword);
          session.ensureDatabase(database, role);
        });
  }

  /** Leaves a role that can read every table of every service, and write none. */
  public void ensureReader(String role, String rolePassword) {
    administer(
        session -> {
          session.ensureRole(READERS, "NOLOGIN");
          session.ensureLogin(role, rolePassword);
          session.execute("GRANT pg_read_all_data, %s TO %s", READERS, role);
          session.execute("ALTER ROLE %s SET default_transaction_read_only = on", role);
        });
  }

  private interface Work {
    void in(Session session) throws SQLException;
  }

  private void administer(Work work) {
    try (Connection connection = DriverManager.getConnection("jdbc:" + uri, user, password);
        Statement statement = connection.createStatement()) {
      // freed with the connection
      statement.execute("SELECT pg_advisory_lock(%d)".formatted(LOCK));
      work.in(new Session(connection, connection.unwrap(PGConnection.class), statement));
    } catch (SQLException failure) {
      throw new EmbeddedFailure(
          "PostgreSQL at %s could not be set up: %s.".formatted(uri, failure.getMessage()),
          failure);
    }
  }

  private record Session(Connection connection, PGConnection postgres, Statement statement) {

    /** Every argument is an identifier. */
    void execute(String sql, Object... identifiers) throws SQLException {
      Object[] escaped = new Object[identifiers.length];
      for (int i = 0; i < identifiers.length; i++) {
        escaped[i] = postgres.escapeIdentifier(identifiers[i].toString());
      }
      statement.execute(sql.formatted(escaped));
    }

    void ensureRole(String role, String login) throws SQLException {
      if (!exists("SELECT FROM pg_roles WHERE rolname = ?", role)) {
        execute("CREATE ROLE %s", role);
      }
      execute("ALTER ROLE %s NOSUPERUSER NOCREATEDB NOCREATEROLE " + login, role);
    }

    /** The password leaves this JVM as a hash, so that no log of the server can hold it. */
    void ensureLogin(String role, String password) throws SQLException {
      ensureRole(role, "LOGIN");
      postgres.alterUserPassword(role, password.toCharArray(), "scram-sha-256");
    }

    void ensureDatabase(String database, String owner) throws SQLException {
      if (!exists("SELECT FROM pg_database WHERE datname = ?", database)) {
        execute("CREATE DATABASE %s", database);
      }
      execute("ALTER DATABASE %s OWNER TO %s", database, owner);
      execute("GRANT CONNECT ON DATABASE %s TO %s", database, READERS);
      for (String closed : new String[] {database, "postgres", "template1"}) {
        execute("REVOKE ALL ON DATABASE %s FROM PUBLIC", closed);
      }
    }

    private boolean exists(String sql, String name) throws SQLException {
      try (PreparedStatement query = connection.prepareStatement(sql)) {
        query.setString(1, name);
        try (ResultSet rows = query.executeQuery()) {
          return rows.next();
        }
      }
    }
  }
}

package stampede.testing;

/**
 * A database that nobody else uses, empty at first, owned by a role of its own.
 *
 * @param port where PostgreSQL listens on 127.0.0.1
 * @param name the database and the role
 */
public record TestDatabase(int port, String name, String password) {

  /** Where PostgreSQL listens. */
  public String host() {
    return "127.0.0.1";
  }

  /** Its address as settings have it. */
  public String url() {
    return "postgresql://%s:%d/%s".formatted(host(), port, name);
  }
}

package stampede.platform.database;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import stampede.platform.settings.Setting;
import stampede.platform.settings.Settings;

/**
 * Where a service's database is and how it is used. Each service has its own, under its own name.
 *
 * @param service whose database it is
 */
public record DatabaseSettings(String service) {

  Setting<URI> url() {
    return Setting.databaseAddress(service + ".database-url", "the service's database");
  }

  Setting<String> user() {
    return Setting.text(service + ".database-user", "the role that owns it")
        .or("stampede_" + service);
  }

  Setting<String> password() {
    return Setting.text(service + ".database-password", "that role's password").hidden();
  }

  Setting<Integer> connections() {
    return Setting.number(
            service + ".database-connections", "connections that a node may hold to it", 2, 200)
        .or("8");
  }

  Setting<Duration> statementTimeout() {
    return Setting.duration(
            service + ".database-statement-timeout",
            "how long a statement may take before it is given up",
            Duration.ofMillis(100),
            Duration.ofMinutes(10))
        .or("10s");
  }

  /** All of them. */
  public List<Setting<?>> all() {
    return List.of(url(), user(), password(), connections(), statementTimeout());
  }

  /** What is set. */
  public Address read(Settings settings) {
    URI uri = settings.get(url());
    return new Address(
        uri.getHost(),
        uri.getPort() < 0 ? 5432 : uri.getPort(),
        uri.getPath().substring(1),
        settings.get(user()),
        settings.get(password()),
        settings.get(connections()),
        settings.get(statementTimeout()));
  }

  /** A database and how to get in. Its text holds no password. */
  public record Address(
      String host,
      int port,
      String name,
      String user,
      String password,
      int connections,
      Duration statementTimeout) {

    @Override
    public String toString() {
      return "postgresql://%s@%s:%d/%s".formatted(user, host, port, name);
    }
  }
}

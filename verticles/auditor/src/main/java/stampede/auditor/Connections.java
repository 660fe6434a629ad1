package stampede.auditor;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import stampede.contracts.BoundedContext;

/**
 * How everything that is audited is reached.
 *
 * @param databases of each context that has one, as {@code postgresql://host:port/name}
 * @param user a role that may read all of them
 * @param kafkaServers as Kafka's clients have it
 * @param ledger where the payment provider answers
 * @param ledgerKey what the provider knows us by
 */
public record Connections(
    Map<BoundedContext, String> databases,
    String user,
    String password,
    String kafkaServers,
    URI ledger,
    String ledgerKey) {

  /** Copies the map. */
  public Connections {
    databases = Map.copyOf(databases);
  }

  /**
   * Those in the shop's {@code connection.properties}. Fails with {@link CannotAudit}, naming all
   * keys that are missing.
   */
  public static Connections read(Path file) {
    Properties properties = new Properties();
    try (Reader text = Files.newBufferedReader(file)) {
      properties.load(text);
    } catch (IOException | IllegalArgumentException e) {
      throw new CannotAudit(
          "%s cannot be read (%s): start the shop first, or name its data directory with --data or such a file with --connection"
              .formatted(file, e.getClass().getSimpleName()),
          e);
    }
    return new Source(file, properties).connections();
  }

  private record Source(Path file, Properties properties, List<String> missing) {

    Source(Path file, Properties properties) {
      this(file, properties, new ArrayList<>());
    }

    Connections connections() {
      Map<BoundedContext, String> databases = new EnumMap<>(BoundedContext.class);
      for (Flow flow : Flow.values()) {
        databases.put(flow.owner(), text(flow.owner().serviceName() + ".database-url"));
      }
      Connections read =
          new Connections(
              databases,
              text("auditor.database-user"),
              text("auditor.database-password"),
              text("kafka.servers"),
              address("payment.provider-address"),
              text("payment.provider-api-key"));
      if (!missing.isEmpty()) {
        throw new CannotAudit(
            "%s says nothing of %s: expected key=value lines for them"
                .formatted(file, String.join(", ", missing)));
      }
      return read;
    }

    private String text(String key) {
      String value = properties.getProperty(key, "").strip();
      if (value.isEmpty()) {
        missing.add(key);
      }
      return value;
    }

    private URI address(String key) {
      String value = text(key);
      try {
        URI address = URI.create(value);
        if (value.isEmpty() || address.getHost() != null) {
          return address;
        }
      } catch (IllegalArgumentException e) {
        throw notAnAddress(key, value);
      }
      throw notAnAddress(key, value);
    }

    private CannotAudit notAnAddress(String key, String value) {
      return new CannotAudit(
          "%s in %s is %s: expected an address such as http://127.0.0.1:8090"
              .formatted(key, file, value));
    }
  }

  /** Leaves the secrets out. */
  @Override
  public String toString() {
    return "Connections[databases=%s, user=%s, kafkaServers=%s, ledger=%s]"
        .formatted(databases, user, kafkaServers, ledger);
  }
}

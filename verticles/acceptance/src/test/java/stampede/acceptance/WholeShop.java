package stampede.acceptance;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import stampede.platform.node.CannotStart;
import stampede.platform.node.End;
import stampede.platform.node.Node;
import stampede.platform.node.NodeProcess;
import stampede.platform.node.NodeSettings;
import stampede.platform.node.Service;
import stampede.platform.settings.Setting;
import stampede.platform.settings.Settings;
import stampede.platform.settings.SettingsSource;
import stampede.testing.TestDatabase;
import stampede.testing.TestServers;

/** Every service on one node of this JVM, on real servers. The partners are not there. */
final class WholeShop implements AutoCloseable {

  static final String CLUSTER = "whole-shop";

  private final End end = End.listen();
  private final Node node;

  WholeShop(Path directory) throws CannotStart, IOException, JOSEException {
    List<Service> services = Services.all();
    this.node = NodeProcess.start(settings(directory, services), services, end);
  }

  Node node() {
    return node;
  }

  private static Settings settings(Path directory, List<Service> services)
      throws IOException, JOSEException {
    List<Setting<?>> known = new ArrayList<>(NodeSettings.all());
    services.forEach(service -> known.addAll(service.settings()));
    Map<String, String> values = new HashMap<>();
    values.put("node.management-port", "0");
    values.put("cluster.file", TestServers.root().resolve("cluster.xml").toString());
    values.put("cluster.name", CLUSTER);
    values.put("cluster.port", "0");
    values.put("cluster.members", "127.0.0.1:1");
    values.put("kafka.servers", TestServers.kafka().bootstrapServers());
    values.put("kafka.partitions", "1");
    values.put("account.port", "0");
    values.put("account.secret", "only-for-tests");
    values.put("account.mail-file", directory.resolve("mail.jsonl").toString());
    values.put("gateway.port", "0");
    values.put("gateway.token-keys", keys(directory).toString());
    services.stream()
        .filter(service -> known.stream().anyMatch(isDatabaseOf(service)))
        .forEach(service -> values.putAll(database(service.name())));
    for (String partner : List.of("payment.provider", "delivery.carrier")) {
      values.put(partner + "-address", "http://127.0.0.1:1");
      values.put(partner + "-api-key", "only-for-tests");
      values.put(partner + "-callback-secret", "only-for-tests");
    }
    return Settings.read(known, Set.of(), List.of(new SettingsSource("the test", values)));
  }

  private static Predicate<Setting<?>> isDatabaseOf(Service service) {
    return setting -> setting.key().equals(service.name() + ".database-url");
  }

  private static Map<String, String> database(String service) {
    TestDatabase database = TestServers.database();
    return Map.of(
        service + ".database-url", database.url(),
        service + ".database-user", database.name(),
        service + ".database-password", database.password(),
        service + ".database-connections", "2");
  }

  private static Path keys(Path directory) throws IOException, JOSEException {
    return Files.writeString(
        directory.resolve("keys.json"),
        new JWKSet(new RSAKeyGenerator(2048).keyID("test").generate()).toString(false));
  }

  @Override
  public void close() {
    end.now();
  }
}

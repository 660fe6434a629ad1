package stampede.platform.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import stampede.platform.SampleDatabase;
import stampede.platform.settings.Settings;
import stampede.platform.settings.SettingsSource;
import stampede.testing.TestServers;

/** Real nodes of clusters that only one test belongs to. */
public final class SampleNode {

  private static final Map<String, Integer> PORTS = new ConcurrentHashMap<>();

  private SampleNode() {}

  /** What such a node is told; with the project's own {@code cluster.xml}. */
  public static Settings settings(String cluster, int number, Map<String, String> more) {
    int port = PORTS.computeIfAbsent(cluster, ignored -> freePort());
    Map<String, String> values = new HashMap<>();
    values.put("node.name", "node-" + number);
    values.put("node.management-port", "0");
    values.put("cluster.file", TestServers.root().resolve("cluster.xml").toString());
    values.put("cluster.name", cluster);
    values.put("cluster.port", Integer.toString(port));
    values.put("cluster.members", "127.0.0.1:" + port);
    values.putAll(more);
    return Settings.read(
        NodeSettings.all(), Set.of(), List.of(new SettingsSource("the test", values)));
  }

  /** A node that has joined. */
  public static Node join(String cluster, int number) {
    return SampleDatabase.await(Node.join(settings(cluster, number, Map.of())));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

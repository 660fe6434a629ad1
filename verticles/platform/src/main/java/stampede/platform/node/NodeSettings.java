package stampede.platform.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import stampede.platform.events.KafkaSettings;
import stampede.platform.settings.Setting;

/** What can be set on every node. */
public final class NodeSettings {

  /** What the node is called. */
  public static final Setting<String> NAME =
      Setting.text("node.name", "what the node is called in logs and metrics").or("stampede");

  /** The section of a shared file that the auditor reads, and no node. */
  public static final String AUDITOR = "auditor";

  static final Setting<Integer> EVENT_LOOPS =
      Setting.number("node.event-loops", "event loops; 0 for one per core", 0, 1_024).or("0");

  /** The interface that health and metrics answer on. */
  public static final Setting<String> MANAGEMENT_HOST =
      Setting.text("node.management-host", "interface of health and metrics").or("127.0.0.1");

  /** Where health and metrics answer. */
  public static final Setting<Integer> MANAGEMENT_PORT =
      Setting.port("node.management-port", "port of /health and /metrics; 0 for any").or("8081");

  /** Where the log goes. */
  public static final Setting<Optional<Path>> LOG_FILE =
      Setting.path("node.log-file", "where the log goes as JSON lines, instead of standard output")
          .optional();

  /** The cluster's configuration. */
  public static final Setting<Path> CLUSTER_FILE =
      Setting.path("cluster.file", "how nodes find each other, for Hazelcast").or("cluster.xml");

  static final Setting<String> CLUSTER_NAME =
      Setting.text("cluster.name", "only nodes of the same name form a cluster").or("stampede");

  /** The interface that the nodes talk on. */
  public static final Setting<String> CLUSTER_HOST =
      Setting.text("cluster.host", "interface that nodes talk on; keep it private").or("127.0.0.1");

  /** Where a node listens for the others. */
  public static final Setting<Integer> CLUSTER_PORT =
      Setting.port("cluster.port", "first port tried for the cluster").or("5701");

  static final Setting<String> CLUSTER_MEMBERS =
      Setting.servers("cluster.members", "where to look for other nodes")
          .or("127.0.0.1:5701,127.0.0.1:5702,127.0.0.1:5703");
  static final Setting<Optional<String>> TRACES =
      Setting.text("telemetry.otlp-endpoint", "where spans go by OTLP/HTTP; none are made if empty")
          .optional();

  private NodeSettings() {}

  /** All of them, the broker's among them. */
  public static List<Setting<?>> all() {
    List<Setting<?>> all =
        new java.util.ArrayList<>(
            List.of(
                NAME,
                EVENT_LOOPS,
                MANAGEMENT_HOST,
                MANAGEMENT_PORT,
                LOG_FILE,
                CLUSTER_FILE,
                CLUSTER_NAME,
                CLUSTER_HOST,
                CLUSTER_PORT,
                CLUSTER_MEMBERS,
                TRACES));
    all.addAll(KafkaSettings.all());
    return all;
  }
}

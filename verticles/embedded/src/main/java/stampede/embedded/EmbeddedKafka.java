package stampede.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.common.KafkaFuture;

/**
 * A real Kafka broker in a child JVM, its own controller, reachable from this machine only.
 *
 * <p>A record that it acknowledged survives the death of its process, for the operating system
 * holds it then; a topic that must survive the death of the machine as well sets {@code
 * flush.messages}. Topics are created by whoever owns them, never by use. A broker that outlived an
 * earlier JVM on the same data is stopped before this one starts. Methods block; call them from a
 * plain thread, never from an event loop. Nothing stops the broker when this JVM ends: close it.
 */
public final class EmbeddedKafka implements EmbeddedServer {

  /** After a crash the broker reads back what it had not flushed. */
  private static final Duration LIMIT_OF_START = Duration.ofMinutes(2);

  private static final int LIMIT_OF_ANSWER_MILLIS = 5_000;

  /** Ample for the archive of classes, which is made while the first broker of a machine ends. */
  private static final List<Signal> ORDERLY = List.of(new Signal("TERM", Duration.ofSeconds(20)));

  private final KafkaOptions options;
  private final DataDirectory directory;
  private final ChildProcess process;

  private EmbeddedKafka(KafkaOptions options, DataDirectory directory, ChildProcess process) {
    this.options = options;
    this.directory = directory;
    this.process = process;
  }

  /**
   * Starts a broker and returns when clients can use it; the first time on this data it is set up
   * before. Fails with {@link EmbeddedFailure}, and then leaves no process behind.
   */
  public static EmbeddedKafka start(KafkaOptions options) {
    return DataDirectory.hold(options.data(), directory -> start(options.withPorts(), directory));
  }

  private static EmbeddedKafka start(KafkaOptions options, DataDirectory directory)
      throws IOException {
    KafkaMachine machine = KafkaMachine.of(options, directory);
    KafkaStorage storage = new KafkaStorage(directory, machine, options);
    endOrphans(directory);
    Loopback.requireUnused(KafkaStorage.SERVER, options.port());
    Loopback.requireUnused(KafkaStorage.SERVER, options.controllerPort());
    directory.log().turn();
    String clusterId = storage.prepare();
    ChildProcess process =
        ChildProcess.start(
            KafkaStorage.SERVER,
            machine.broker(storage.settings()),
            directory.path(),
            directory.log(),
            KafkaStorage.COMPLAINT);
    process.awaitReady(
        () -> Loopback.answers(options.port()) && serves(options.port(), clusterId),
        LIMIT_OF_START);
    return new EmbeddedKafka(options, directory, process);
  }

  /**
   * Stops one that outlived an earlier JVM on these data, so that its ports are free. Fails with
   * {@link EmbeddedFailure} when the data are in use by a JVM that lives.
   */
  public static void endOrphans(KafkaOptions options) {
    DataDirectory.hold(
            options.data(),
            directory -> {
              endOrphans(directory);
              return directory;
            })
        .close();
  }

  private static void endOrphans(DataDirectory directory) {
    Processes.endOrphans(
        KafkaStorage.SERVER, process -> KafkaStorage.isServedBy(directory, process), ORDERLY);
  }

  /** The cluster's id shows that it is this broker, and not another that took the port. */
  private static boolean serves(int port, String clusterId) {
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(port),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                LIMIT_OF_ANSWER_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                LIMIT_OF_ANSWER_MILLIS))) {
      DescribeClusterResult cluster = admin.describeCluster();
      return future(cluster.clusterId()).join().equals(clusterId)
          && !future(cluster.nodes()).join().isEmpty();
    } catch (CompletionException notYet) {
      return false;
    }
  }

  private static <T> CompletableFuture<T> future(KafkaFuture<T> future) {
    return future.toCompletionStage().toCompletableFuture();
  }

  private static String bootstrapServers(int port) {
    return Loopback.ADDRESS + ":" + port;
  }

  /** How it was started, with the ports that it got. */
  public KafkaOptions options() {
    return options;
  }

  /** Where clients reach it, for example {@code 127.0.0.1:9092}. */
  public String bootstrapServers() {
    return bootstrapServers(options.port());
  }

  @Override
  public String name() {
    return KafkaStorage.SERVER;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public CompletableFuture<Void> ended() {
    return process.ended();
  }

  /**
   * Stops it in good order; after 20 s it is killed, and nothing acknowledged is lost even then.
   * Does nothing when it has ended already.
   */
  @Override
  public void close() {
    try {
      process.stop(ORDERLY);
    } finally {
      directory.close();
    }
  }

  /** Kills it as a crash would, for fault tests. The data can be started again after. */
  public void kill() {
    try {
      process.kill();
    } finally {
      directory.close();
    }
  }
}

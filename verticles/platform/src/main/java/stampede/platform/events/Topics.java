package stampede.platform.events;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import stampede.contracts.FailureCode;
import stampede.platform.ServiceFailure;
import stampede.platform.settings.Settings;

/** Makes the topics that are missing at the broker. */
public final class Topics {

  /** The largest record that is sent, in bytes: a dead letter is its record and where it was. */
  public static final int LARGEST_DEAD_LETTER = 2 << 20;

  private static final int LARGEST_RECORD = 1 << 20;
  private static final String DEAD_LETTERS = ".dead-letters";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration CLOSING = Duration.ofSeconds(1);
  private static final int REQUEST_MILLIS = 5_000;

  private Topics() {}

  /** The dead-letter topic of that service's consumer. */
  public static String deadLetters(String service) {
    return "stampede." + service + DEAD_LETTERS;
  }

  /**
   * Makes those that are missing; existing ones stay as they are. Events are kept for ever: they
   * are what state is checked against. A topic with a single copy is flushed to disk before an
   * event is acknowledged, one with more relies on the other brokers.
   */
  public static Future<Void> ensure(Vertx vertx, Settings settings, Collection<String> names) {
    return ensure(vertx, settings, names, PATIENCE);
  }

  static Future<Void> ensure(
      Vertx vertx, Settings settings, Collection<String> names, Duration patience) {
    return vertx
        .<Void>executeBlocking(
            () -> {
              create(settings, Set.copyOf(names), patience);
              return null;
            },
            false)
        .recover(
            failure ->
                Future.failedFuture(
                    new ServiceFailure(
                        FailureCode.SERVICE_UNAVAILABLE,
                        "the topics could not be made at %s: %s"
                            .formatted(
                                settings.get(KafkaSettings.SERVERS), inWords(failure, patience)),
                        failure)));
  }

  /** What the client of the broker says lies inside of what is thrown, and of time-outs nothing. */
  private static String inWords(Throwable failure, Duration patience) {
    Throwable cause =
        failure instanceof ExecutionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : failure;
    return cause instanceof TimeoutException
            || cause instanceof org.apache.kafka.common.errors.TimeoutException
        ? "no broker answered within %d s; see that it runs and that kafka.servers says where"
            .formatted(patience.toSeconds())
        : String.valueOf(cause.getMessage());
  }

  private static void create(Settings settings, Set<String> names, Duration patience)
      throws Exception {
    int millis = (int) patience.toMillis();
    Map<String, Object> configuration =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            settings.get(KafkaSettings.SERVERS),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            millis,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            Math.min(REQUEST_MILLIS, millis));
    Admin admin = Admin.create(configuration);
    try {
      Set<String> existing = admin.listTopics().names().get(millis, TimeUnit.MILLISECONDS);
      List<NewTopic> missing = new ArrayList<>();
      for (String name : names) {
        if (!existing.contains(name)) {
          missing.add(topic(name, settings));
        }
      }
      for (var created : admin.createTopics(missing).values().values()) {
        awaitCreated(created, millis);
      }
    } finally {
      admin.close(CLOSING); // left to itself it waits for a broker that never answers
    }
  }

  private static NewTopic topic(String name, Settings settings) {
    int copies = settings.get(KafkaSettings.COPIES);
    Map<String, String> configuration = new HashMap<>();
    configuration.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
    configuration.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_RECORD));
    if (copies == 1) {
      configuration.put(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, "1");
    } else {
      configuration.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(copies / 2 + 1));
    }
    if (name.endsWith(DEAD_LETTERS)) {
      configuration.put(
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_DEAD_LETTER));
    }
    return new NewTopic(name, settings.get(KafkaSettings.PARTITIONS), (short) copies)
        .configs(configuration);
  }

  private static void awaitCreated(KafkaFuture<Void> created, int millis) throws Exception {
    try {
      created.get(millis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      // another node was faster
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e.getCause() instanceof KafkaException kafka ? kafka : e;
      }
    }
  }
}

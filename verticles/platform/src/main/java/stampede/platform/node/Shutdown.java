package stampede.platform.node;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be ended, and in which order. Thread-safe. */
public final class Shutdown {

  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  /** How long a step is waited for; work that it must see the end of has to be shorter. */
  public static final Duration PATIENCE = Duration.ofSeconds(15);

  /** The stages of an end, in their order. Steps of one stage run side by side. */
  public enum Stage {
    /** Clients: no new connections, what is under way is answered. */
    CLIENTS,
    /** Other services: out of the registry, no new questions, those under way are answered. */
    QUESTIONS,
    /** Background work: event consumers, relays, due work end after their step. */
    WORK,
    /** What all the others used: databases, brokers, clients of partners. */
    CONNECTIONS
  }

  private record Step(String name, Supplier<Future<?>> end) {}

  private final Map<Stage, List<Step>> steps = new EnumMap<>(Stage.class);

  /** Adds something to end at that stage. */
  public synchronized void at(Stage stage, String name, Supplier<Future<?>> end) {
    steps.computeIfAbsent(stage, ignored -> new ArrayList<>()).add(new Step(name, end));
  }

  /** Ends everything, stage by stage. A step that fails or takes too long is logged and left. */
  Future<Void> run() {
    Future<Void> stages = Future.succeededFuture();
    for (Stage stage : Stage.values()) {
      stages = stages.compose(ended -> run(stage));
    }
    return stages;
  }

  private Future<Void> run(Stage stage) {
    List<Step> ending;
    synchronized (this) {
      ending = List.copyOf(steps.getOrDefault(stage, List.of()));
      steps.remove(stage);
    }
    List<Future<?>> ends = new ArrayList<>();
    ending.forEach(step -> ends.add(end(step)));
    return Future.join(ends).mapEmpty();
  }

  private static Future<?> end(Step step) {
    return Future.<Void>succeededFuture()
        .<Object>compose(ignored -> step.end().get().map(ended -> (Object) step.name()))
        .timeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .onFailure(failure -> LOG.warn("{} did not end well: {}", step.name(), failure.toString()))
        .otherwise(step.name());
  }
}

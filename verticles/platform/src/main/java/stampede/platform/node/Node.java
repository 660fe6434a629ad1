package stampede.platform.node;

import com.hazelcast.config.Config;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.kafka.client.producer.KafkaProducer;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stampede.platform.api.ApiCodecs;
import stampede.platform.calls.Breakers;
import stampede.platform.calls.ServiceAnswers;
import stampede.platform.calls.ServiceCalls;
import stampede.platform.calls.ServiceExchange;
import stampede.platform.calls.ServiceRegistry;
import stampede.platform.events.KafkaSettings;
import stampede.platform.events.Topics;
import stampede.platform.settings.Settings;
import stampede.platform.telemetry.Telemetry;

/**
 * A member of the cluster, with one of everything that its services share. Thread-safe.
 *
 * <p>It goes through {@link State} in that order and never back.
 */
public final class Node {

  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  /** Until every caller has looked at the registry again, even if it missed our announcement. */
  private static final Duration PROPAGATION = Duration.ofMillis(1_200);

  private static final Duration SETTLE = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Where a node is in its life. */
  public enum State {
    STARTING,
    READY,
    DRAINING,
    STOPPED
  }

  private final Vertx vertx;
  private final HazelcastClusterManager cluster;
  private final String id;
  private final Settings settings;
  private final Telemetry telemetry;
  private final ServiceRegistry registry;
  private final ServiceExchange exchange;
  private final KafkaProducer<String, String> producer;
  private final Shutdown shutdown = new Shutdown();
  private final Management management;
  private final AtomicBoolean isEnding = new AtomicBoolean();
  private final Promise<Void> ended = Promise.promise();
  private volatile State state = State.STARTING;

  private Node(
      Vertx vertx, HazelcastClusterManager cluster, Settings settings, Telemetry telemetry) {
    this.vertx = vertx;
    this.cluster = cluster;
    this.id = cluster.getNodeId();
    this.settings = settings;
    this.telemetry = telemetry;
    this.registry = new ServiceRegistry(vertx, id);
    this.exchange = new ServiceExchange(vertx, id, registry, ApiCodecs.all());
    this.producer = producer(vertx, settings);
    this.management = new Management(vertx, settings, telemetry, this::state);
  }

  /** Joins the cluster and answers at the management port; serves nothing yet. */
  public static Future<Node> join(Settings settings) {
    String name = settings.get(NodeSettings.NAME);
    Telemetry telemetry = Telemetry.start(name, settings.get(NodeSettings.TRACES));
    Config cluster = ClusterConfiguration.read(settings);
    HazelcastClusterManager manager = new HazelcastClusterManager(cluster);
    return telemetry
        .instrument(Vertx.builder().with(options(settings)))
        .withClusterManager(manager)
        .buildClustered()
        .map(vertx -> new Node(vertx, manager, settings, telemetry))
        .compose(node -> node.open().map(node).recover(failure -> node.stopAndFail(failure)));
  }

  private static VertxOptions options(Settings settings) {
    int eventLoops = settings.get(NodeSettings.EVENT_LOOPS);
    return new VertxOptions()
        .setEventLoopPoolSize(
            eventLoops == 0 ? Runtime.getRuntime().availableProcessors() : eventLoops)
        .setWorkerPoolSize(8)
        .setPreferNativeTransport(true)
        .setMetricsOptions(Telemetry.vertxMetrics())
        .setEventBusOptions(
            new EventBusOptions()
                .setHost(settings.get(NodeSettings.CLUSTER_HOST))
                .setClusterPingInterval(1_000)
                .setClusterPingReplyInterval(2_000)
                .setConnectTimeout(2_000)
                .setReconnectAttempts(3)
                .setReconnectInterval(200));
  }

  private static KafkaProducer<String, String> producer(Vertx vertx, Settings settings) {
    KafkaProducer<String, String> producer =
        KafkaProducer.create(
            vertx,
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.get(KafkaSettings.SERVERS),
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName(),
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName(),
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true",
                ProducerConfig.LINGER_MS_CONFIG, "2",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    Integer.toString(Topics.LARGEST_DEAD_LETTER),
                ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000",
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000",
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "10000"));
    return producer.exceptionHandler(failure -> LOG.debug("a send failed: {}", failure.toString()));
  }

  private Future<Void> open() {
    shutdown.at(Shutdown.Stage.QUESTIONS, "the registry", this::leaveRegistry);
    shutdown.at(Shutdown.Stage.CONNECTIONS, "the producer", producer::close);
    return Future.all(management.start(), registry.start()).mapEmpty();
  }

  private Future<Void> leaveRegistry() {
    long propagation = cluster.getNodes().size() > 1 ? PROPAGATION.toMillis() : 1;
    return registry
        .withdraw()
        .eventually(() -> vertx.timer(propagation))
        .eventually(() -> exchange.answers().drain(SETTLE, PATIENCE));
  }

  /** Starts the services side by side; when all of them can work, the node is ready. */
  public Future<Void> start(List<Service> services) {
    Set<String> topics = new HashSet<>();
    services.forEach(service -> topics.addAll(service.topics()));
    return (topics.isEmpty()
            ? Future.<Void>succeededFuture()
            : Topics.ensure(vertx, settings, topics))
        .compose(made -> startAll(services))
        .onSuccess(
            started -> {
              if (isEnding.get()) {
                return;
              }
              state = State.READY;
              LOG.info("node {} is ready: {}", id, services.stream().map(Service::name).toList());
            });
  }

  private Future<Void> startAll(List<Service> services) {
    List<Future<Void>> started = new ArrayList<>();
    services.forEach(service -> started.add(start(service)));
    return Future.join(started).mapEmpty();
  }

  private Future<Void> start(Service service) {
    return Future.<Void>succeededFuture()
        .compose(ignored -> service.start(new ServiceContext(this, service)))
        .compose(started -> registry.publish(service.name()))
        .onFailure(failure -> LOG.error("{} does not start", service.name(), failure));
  }

  /**
   * Drains and stops: not ready any more, out of the registry, what is under way ends, then
   * everything is closed. Requests that were accepted are answered. Whoever asks for it again waits
   * for the same end.
   */
  public Future<Void> stop() {
    if (isEnding.compareAndSet(false, true)) {
      state = State.DRAINING;
      LOG.info("node {} drains", id);
      end().onComplete(ended);
    }
    return ended.future();
  }

  private Future<Void> end() {
    return shutdown
        .run()
        .eventually(
            () -> {
              registry.close();
              exchange.breakers().close();
              return management.stop();
            })
        .eventually(vertx::close)
        .eventually(
            () -> {
              telemetry.traces().close();
              state = State.STOPPED;
              LOG.info("node {} has stopped", id);
              return Future.succeededFuture();
            });
  }

  private <T> Future<T> stopAndFail(Throwable failure) {
    return stop().transform(stopped -> Future.failedFuture(failure));
  }

  /** Where the node is in its life. */
  public State state() {
    return state;
  }

  /** The Vert.x instance that everything on the node runs on. */
  public Vertx vertx() {
    return vertx;
  }

  /** The node's id in the cluster, different at each start. */
  public String id() {
    return id;
  }

  /** What is set. */
  public Settings settings() {
    return settings;
  }

  /** Asks other services. */
  public ServiceCalls calls() {
    return exchange.calls();
  }

  /** Answers other services. */
  public ServiceAnswers answers() {
    return exchange.answers();
  }

  /** The breakers of everything that is called outside the process. */
  public Breakers breakers() {
    return exchange.breakers();
  }

  /** Who serves what. */
  public ServiceRegistry registry() {
    return registry;
  }

  /** Sends to the broker. */
  public KafkaProducer<String, String> producer() {
    return producer;
  }

  /** Metrics and traces. */
  public Telemetry telemetry() {
    return telemetry;
  }

  /** What ends with the node. */
  public Shutdown shutdown() {
    return shutdown;
  }

  /** Where health and metrics answer; the real port when 0 was set. */
  public int managementPort() {
    return management.port();
  }

  /** What the node's readiness depends on. */
  Management management() {
    return management;
  }

  /** The time, in milliseconds: finer than that it means nothing between machines. */
  public Clock clock() {
    return Clock.tickMillis(ZoneOffset.UTC);
  }
}

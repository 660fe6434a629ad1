package stampede.gateway;

import com.nimbusds.jose.jwk.JWKSet;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import stampede.contracts.BoundedContext;
import stampede.contracts.FailureCode;
import stampede.platform.ServiceFailure;
import stampede.platform.node.Launch;
import stampede.platform.node.Node;
import stampede.platform.node.Service;
import stampede.platform.node.ServiceContext;
import stampede.platform.node.Shutdown;
import stampede.platform.settings.Setting;
import stampede.platform.settings.Settings;

/** The gateway as a node runs it. */
public final class GatewayService implements Service {

  private static final String NAME = BoundedContext.GATEWAY.serviceName();

  /** The interface that clients reach it on. */
  public static final Setting<String> HOST =
      Setting.text("gateway.host", "interface that clients reach it on").or("127.0.0.1");

  /** The port that clients reach it on. */
  public static final Setting<Integer> PORT =
      Setting.port("gateway.port", "port that clients reach it on; 0 for any").or("8080");

  private static final Setting<Integer> INSTANCES =
      Setting.number("gateway.instances", "verticle instances on this node", 1, 256).or("1");

  /** Whoever waits when the end begins is still answered within the patience of its step. */
  private static final Duration LONGEST_TIMEOUT = Shutdown.PATIENCE.minusSeconds(3);

  private static final Setting<Duration> TIMEOUT =
      Setting.duration(
              "gateway.timeout",
              "how long a request may take to arrive, and a client waits for its answer, at most",
              Duration.ofMillis(100),
              LONGEST_TIMEOUT)
          .or("10s");

  /** The keys that tokens may be signed with. */
  public static final Setting<Path> TOKEN_KEYS =
      Setting.path("gateway.token-keys", "the keys that sign tokens, a JWK set (RFC 7517)");

  private static final Setting<String> TOKEN_ISSUER =
      Setting.text("gateway.token-issuer", "who tokens must be from").or("stampede");
  private static final Setting<String> TOKEN_AUDIENCE =
      Setting.text("gateway.token-audience", "whom tokens must be for").or("stampede");

  private static final Setting<Optional<Path>> ROUTES =
      Setting.path("gateway.routes", "the file of routes and limits, read again when it changes")
          .optional();

  private final ConcurrentLinkedQueue<GatewayVerticle> instances = new ConcurrentLinkedQueue<>();

  /** Runs it alone. */
  public static void main(String[] arguments) {
    Launch.run(arguments, List.of(new GatewayService()), BoundedContext.serviceNames());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        HOST, PORT, INSTANCES, TIMEOUT, TOKEN_KEYS, TOKEN_ISSUER, TOKEN_AUDIENCE, ROUTES);
  }

  @Override
  public Set<String> topics() {
    return Set.of();
  }

  @Override
  public Future<Void> start(ServiceContext context) {
    Node node = context.node();
    node.shutdown()
        .at(
            Shutdown.Stage.CLIENTS,
            "the gateway",
            () -> Future.join(instances.stream().map(GatewayVerticle::drain).toList()));
    return node.vertx()
        .executeBlocking(() -> prepare(node), false)
        .compose(
            door ->
                context
                    .deployWorking(door.routes())
                    .compose(
                        watching ->
                            context.deploy(
                                () -> instance(node.settings(), door.pipeline()),
                                node.settings().get(INSTANCES))));
  }

  /** What all instances share. */
  private record Door(LiveRoutes routes, Pipeline pipeline) {}

  /** Reads files, compiles the API's description and the routes: too long for an event loop. */
  private static Door prepare(Node node) {
    Settings settings = node.settings();
    Tokens tokens =
        new Tokens(
            keys(settings.get(TOKEN_KEYS)),
            settings.get(TOKEN_ISSUER),
            settings.get(TOKEN_AUDIENCE),
            node.clock());
    MeterRegistry metrics = node.telemetry().metrics();
    SteadyClock clock = SteadyClock.from(node.clock());
    LiveRoutes routes =
        new LiveRoutes(settings.get(ROUTES), RoutesFile.compile(RoutesFile.own()), metrics);
    Pipeline pipeline =
        new Pipeline(
            new Front(ApiDescription.load(), () -> missing(node)),
            routes,
            tokens,
            new Limits(
                clock, new SharedPermits(node.vertx(), clock, () -> gateways(node)), metrics),
            node.calls(),
            settings.get(TIMEOUT));
    return new Door(routes, pipeline);
  }

  private GatewayVerticle instance(Settings settings, Pipeline pipeline) {
    GatewayVerticle instance =
        new GatewayVerticle(
            settings.get(HOST), settings.get(PORT), settings.get(TIMEOUT), pipeline);
    instances.add(instance);
    return instance;
  }

  /** Where it listens; the real port when 0 was set. Once it has started. */
  public int actualPort() {
    return instances.element().actualPort();
  }

  private static int gateways(Node node) {
    return Math.max(1, node.registry().snapshot().getOrDefault(NAME, List.of()).size());
  }

  private static Set<String> missing(Node node) {
    Set<String> missing = new TreeSet<>(BoundedContext.serviceNames());
    missing.removeAll(node.registry().snapshot().keySet());
    missing.remove(NAME);
    return missing;
  }

  private static JWKSet keys(Path file) {
    try {
      return JWKSet.load(file.toFile());
    } catch (IOException | ParseException e) {
      throw new ServiceFailure(
          FailureCode.SERVICE_UNAVAILABLE,
          "the keys for tokens (gateway.token-keys) cannot be read from "
              + file
              + ": "
              + e.getMessage(),
          e);
    }
  }

  static ServiceFailure cannotListen(String host, int port, Throwable failure) {
    return new ServiceFailure(
        FailureCode.SERVICE_UNAVAILABLE,
        "%s:%d (gateway.port) cannot be listened on: %s"
            .formatted(host, port, failure.getMessage()),
        failure);
  }
}

package stampede.gateway;

import com.nimbusds.jose.jwk.JWKSet;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
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
    return List.of(HOST, PORT, INSTANCES, TIMEOUT, TOKEN_KEYS, TOKEN_ISSUER, TOKEN_AUDIENCE);
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
        .compose(door -> context.deploy(() -> open(node, door), node.settings().get(INSTANCES)));
  }

  /** What all instances share. */
  private record Door(Front front, Tokens tokens) {}

  /** Reads files and compiles the API's description; takes too long for an event loop. */
  private static Door prepare(Node node) {
    Settings settings = node.settings();
    return new Door(
        new Front(ApiDescription.load(), () -> missing(node)),
        new Tokens(
            keys(settings.get(TOKEN_KEYS)),
            settings.get(TOKEN_ISSUER),
            settings.get(TOKEN_AUDIENCE),
            node.clock()));
  }

  private GatewayVerticle open(Node node, Door door) {
    Settings settings = node.settings();
    GatewayVerticle instance =
        new GatewayVerticle(
            settings.get(HOST),
            settings.get(PORT),
            settings.get(TIMEOUT),
            door.front(),
            door.tokens(),
            node.calls());
    instances.add(instance);
    return instance;
  }

  /** Where it listens; the real port when 0 was set. Once it has started. */
  public int actualPort() {
    return instances.element().actualPort();
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

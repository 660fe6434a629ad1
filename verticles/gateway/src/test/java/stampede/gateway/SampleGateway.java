package stampede.gateway;

import static stampede.platform.SampleDatabase.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import stampede.gateway.limits.Lessor;
import stampede.platform.api.ApiAnswers;
import stampede.platform.api.ApiCodecs;
import stampede.platform.api.ApiReply;
import stampede.platform.api.ApiRequest;
import stampede.platform.calls.ServiceExchange;
import stampede.platform.calls.ServiceRegistry;
import stampede.platform.telemetry.Telemetry;

/** A real gateway on a free port, in front of services that a test makes up. */
final class SampleGateway implements AutoCloseable {

  /** The API as it is described. */
  static final ApiDescription DESCRIPTION = ApiDescription.load();

  private static final String NODE = "this-node";
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Vertx vertx =
      Telemetry.start("test", Optional.empty()).instrument(Vertx.builder()).build();
  private final ServiceRegistry registry = new ServiceRegistry(vertx, NODE);
  private final ServiceExchange exchange =
      new ServiceExchange(vertx, NODE, registry, ApiCodecs.all());
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Set<String> published = new HashSet<>();
  private final Set<String> missing = new ConcurrentSkipListSet<>();
  private final AtomicReference<Routes> routes =
      new AtomicReference<>(RoutesFile.compile(RoutesFile.own()));
  private final GatewayVerticle verticle;

  /** What a service has been asked. */
  record Asked(String operation, ApiRequest request) {}

  /**
   * A gateway before services that answer nothing yet.
   *
   * @param timeout how long a client waits at most, and how long its request may take
   */
  SampleGateway(Duration timeout) {
    verticle =
        new GatewayVerticle(
            "127.0.0.1",
            0,
            timeout,
            new Pipeline(
                new Front(DESCRIPTION, () -> missing),
                routes::get,
                new Tokens(SampleTokens.keys(), "stampede", "stampede", Clock.systemUTC()),
                new Limits(
                    SteadyClock.from(Clock.systemUTC()), Lessor.ALONE, new SimpleMeterRegistry()),
                exchange.calls(),
                timeout));
    await(registry.start());
    await(vertx.deployVerticle(verticle));
  }

  /** Lets other routes take the place of those that there are. */
  void route(String text) {
    routes.set(RoutesFile.compile(text));
  }

  /** A gateway before services that answer everything with an empty list. */
  static SampleGateway answering(Duration timeout) {
    SampleGateway gateway = new SampleGateway(timeout);
    DESCRIPTION
        .operations()
        .forEach(
            operation ->
                gateway.serve(
                    operation.id(), request -> Future.succeededFuture(ApiReply.ok(List.of()))));
    return gateway;
  }

  /** Lets the service of that operation answer it so. */
  void serve(String operationId, Function<ApiRequest, Future<ApiReply>> how) {
    String service = service(operationId);
    await(
        new ApiAnswers(exchange.answers(), service)
            .serve(
                operationId,
                (request, deadline) -> {
                  asked.add(new Asked(operationId, request));
                  return how.apply(request);
                }));
    if (published.add(service)) {
      await(registry.publish(service));
    }
  }

  private static String service(String operationId) {
    return DESCRIPTION.operations().stream()
        .filter(operation -> operation.id().equals(operationId))
        .map(operation -> operation.address().service())
        .findFirst()
        .orElseThrow();
  }

  /** What services have been asked, in order. */
  List<Asked> asked() {
    return asked;
  }

  GatewayVerticle verticle() {
    return verticle;
  }

  Vertx vertx() {
    return vertx;
  }

  /** The services that nobody serves, for its health. */
  Set<String> missing() {
    return missing;
  }

  int port() {
    return verticle.actualPort();
  }

  /** A request without a token, to be changed. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  /** A request of the customer kim. */
  HttpRequest.Builder asKim(String path) {
    return as("customer", path);
  }

  /** A request of kim in that role. */
  HttpRequest.Builder as(String role, String path) {
    return request(path).header("Authorization", "Bearer " + SampleTokens.token("kim", role));
  }

  static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    registry.close();
    exchange.breakers().close();
    await(vertx.close());
  }
}

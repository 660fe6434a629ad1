package stampede.platform.node;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.healthchecks.HealthCheckHandler;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import stampede.contracts.FailureCode;
import stampede.platform.ServiceFailure;
import stampede.platform.settings.Settings;
import stampede.platform.telemetry.Telemetry;

/**
 * How the node is, for those who run it: {@code /health/live} (the process can answer), {@code
 * /health/ready} (it takes work, and what it needs is there), {@code /metrics}.
 */
final class Management {

  private static final long CHECK_MILLIS = 2_000;

  private final Vertx vertx;
  private final Settings settings;
  private final Telemetry telemetry;
  private final HealthChecks ready;
  private @Nullable HttpServer server;

  Management(Vertx vertx, Settings settings, Telemetry telemetry, Supplier<Node.State> state) {
    this.vertx = vertx;
    this.settings = settings;
    this.telemetry = telemetry;
    this.ready = HealthChecks.create(vertx);
    ready.register(
        "node",
        promise -> promise.complete(state.get() == Node.State.READY ? Status.OK() : Status.KO()));
  }

  /** Makes readiness depend on something. */
  void readyWhile(String name, Supplier<Future<Void>> check) {
    ready.register(
        name,
        CHECK_MILLIS,
        promise ->
            check
                .get()
                .onComplete(
                    done -> promise.complete(done.succeeded() ? Status.OK() : Status.KO())));
  }

  Future<Void> start() {
    Router router = Router.router(vertx);
    router.get("/health/live").handler(HealthCheckHandler.create(vertx));
    router.get("/health/ready").handler(HealthCheckHandler.createWithHealthChecks(ready));
    router.get("/metrics").handler(this::metrics);
    String host = settings.get(NodeSettings.MANAGEMENT_HOST);
    int port = settings.get(NodeSettings.MANAGEMENT_PORT);
    return vertx
        .createHttpServer(new HttpServerOptions().setIdleTimeout(60))
        .requestHandler(router)
        .listen(port, host)
        .onSuccess(listening -> server = listening)
        .recover(
            failure ->
                Future.failedFuture(
                    new ServiceFailure(
                        FailureCode.SERVICE_UNAVAILABLE,
                        "%s:%d (node.management-port) cannot be listened on: %s"
                            .formatted(host, port, failure.getMessage()),
                        failure)))
        .mapEmpty();
  }

  private void metrics(RoutingContext routing) {
    routing
        .response()
        .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
        .end(telemetry.metrics().scrape());
  }

  int port() {
    return server == null ? 0 : server.actualPort();
  }

  Future<Void> stop() {
    return server == null ? Future.succeededFuture() : server.close();
  }
}

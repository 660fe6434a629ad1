package stampede.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The HTTP server that clients reach: opens, hands requests to the pipeline, and ends gently. */
final class GatewayVerticle extends VerticleBase {

  static final int LARGEST_HEADERS = 8 << 10;
  static final int LONGEST_LINE = 4 << 10;
  private static final Duration CLOSING = Duration.ofMillis(300);

  private final String host;
  private final int port;
  private final Duration timeout;
  private final Pipeline pipeline;
  private @Nullable HttpServer server;
  private volatile @Nullable Supplier<Future<Void>> end;
  private boolean closing;

  /**
   * A gateway.
   *
   * @param timeout how long a client waits at most, and how long its request may take to arrive
   * @param pipeline what becomes of requests
   */
  GatewayVerticle(String host, int port, Duration timeout, Pipeline pipeline) {
    this.host = host;
    this.port = port;
    this.timeout = timeout;
    this.pipeline = pipeline;
  }

  @Override
  public Future<?> start() {
    LiveEvents events = new LiveEvents(vertx);
    HttpServerOptions options = options();
    HttpServer opening =
        vertx
            .createHttpServer(options)
            .connectionHandler(
                connection -> StrictDecoder.readStrictly(connection, options, timeout))
            .invalidRequestHandler(GatewayVerticle::refuseUnreadable)
            .requestHandler(request -> handle(request, events));
    server = opening;
    end = () -> closeGently(opening, events);
    return events
        .start(pipeline.liveTopics())
        .compose(listening -> opening.listen(port, host))
        .recover(failure -> Future.failedFuture(GatewayService.cannotListen(host, port, failure)));
  }

  /** HTTP/1.1 alone: there is one way to read a request, and that one is strict. */
  private static HttpServerOptions options() {
    return new HttpServerOptions()
        .setHttp2ClearTextEnabled(false)
        .setMaxHeaderSize(LARGEST_HEADERS)
        .setMaxInitialLineLength(LONGEST_LINE)
        .setIdleTimeout(75)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setTracingPolicy(TracingPolicy.ALWAYS)
        .setCompressionSupported(false)
        .setHandle100ContinueAutomatically(true);
  }

  /** Where it listens; the real port when 0 was set. */
  int actualPort() {
    return server == null ? 0 : server.actualPort();
  }

  /**
   * Tells clients to come back elsewhere, answers what is under way, then closes; within the time
   * that a client waits at most, and a moment. From any thread.
   */
  Future<Void> drain() {
    Supplier<Future<Void>> gently = end;
    if (gently == null) {
      return Future.succeededFuture();
    }
    Promise<Void> drained = Promise.promise();
    context.runOnContext(ignored -> gently.get().onComplete(drained));
    return drained.future();
  }

  private Future<Void> closeGently(HttpServer open, LiveEvents events) {
    closing = true;
    events.stop();
    return vertx
        .timer(CLOSING.toMillis())
        .compose(told -> open.shutdown(timeout.toSeconds() + 1, TimeUnit.SECONDS));
  }

  private static void refuseUnreadable(HttpServerRequest request) {
    request.response().putHeader("Connection", "close");
    Answers.writeUnreadable(request.response(), request.decoderResult().cause());
    request.connection().close();
  }

  private void handle(HttpServerRequest request, LiveEvents events) {
    if (closing) {
      request.response().putHeader("Connection", "close");
    }
    pipeline.handle(request, events);
  }
}

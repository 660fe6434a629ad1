package stampede.gateway;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import stampede.contracts.Caller;
import stampede.contracts.FailureCode;
import stampede.contracts.Role;
import stampede.gateway.Operations.Match;
import stampede.platform.api.ApiReply;
import stampede.platform.api.ApiRequest;
import stampede.platform.calls.Deadline;
import stampede.platform.calls.ServiceCalls;

/** Takes clients' requests and brings them to the service that answers. */
final class GatewayVerticle extends VerticleBase {

  static final int LARGEST_HEADERS = 8 << 10;
  static final int LONGEST_LINE = 4 << 10;
  private static final Duration CLOSING = Duration.ofMillis(300);

  private final String host;
  private final int port;
  private final Duration timeout;
  private final Front front;
  private final Tokens tokens;
  private final ServiceCalls calls;
  private @Nullable HttpServer server;
  private volatile @Nullable Supplier<Future<Void>> end;
  private boolean closing;

  /**
   * A gateway.
   *
   * @param timeout how long a client waits at most, and how long its request may take to arrive
   * @param front what it answers by itself, and which operations there are
   */
  GatewayVerticle(
      String host, int port, Duration timeout, Front front, Tokens tokens, ServiceCalls calls) {
    this.host = host;
    this.port = port;
    this.timeout = timeout;
    this.front = front;
    this.tokens = tokens;
    this.calls = calls;
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
        .start(front.liveTopics())
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
    try {
      if (front.answers(request)) {
        return;
      }
      switch (front.operations().match(request.method(), PathSegments.of(path(request)))) {
        case Match.Found found -> call(request, found, events);
        case Match.OtherMethods other -> {
          request.response().putHeader("Allow", String.join(", ", other.methods()));
          throw Refusal.of(
              FailureCode.METHOD_NOT_ALLOWED,
              "expected one of " + String.join(", ", other.methods()));
        }
        case Match.Nothing nothing ->
            throw Refusal.of(FailureCode.NO_SUCH_RESOURCE, "there is nothing at this path");
      }
    } catch (RuntimeException e) {
      Answers.write(request.response(), e);
    }
  }

  private static String path(HttpServerRequest request) {
    return String.valueOf(request.path());
  }

  private static MultiMap query(HttpServerRequest request) {
    String query = request.query();
    return Query.of(query == null ? "" : query);
  }

  private void call(HttpServerRequest request, Match.Found found, LiveEvents events) {
    Operation operation = found.operation();
    Caller caller = tokens.caller(Optional.ofNullable(request.getHeader("Authorization")));
    authorise(operation, caller);
    Map<String, String> parameters =
        Checks.parameters(operation, found.parameters(), query(request), request.headers());
    if (operation.liveTopic().isPresent() && wantsStream(request)) {
      stream(request, operation, caller, parameters, events);
      return;
    }
    Deadline deadline = Deadline.after(timeout);
    RequestBody.read(request, RequestBody.LARGEST)
        .map(
            body -> {
              operation
                  .body()
                  .ifPresent(
                      schema ->
                          Checks.body(
                              schema,
                              Optional.ofNullable(request.getHeader("Content-Type")),
                              body));
              return operation.body().isPresent() ? body : Buffer.buffer();
            })
        .compose(body -> ask(operation, new ApiRequest(caller, parameters, body), deadline))
        .onSuccess(reply -> Answers.write(request.response(), reply))
        .onFailure(failure -> Answers.write(request.response(), failure));
  }

  private Future<ApiReply> ask(Operation operation, ApiRequest request, Deadline deadline) {
    return calls.call(operation.address(), request, deadline);
  }

  private static void authorise(Operation operation, Caller caller) {
    if (operation.access().allows(caller.role())) {
      return;
    }
    if (caller.role() == Role.ANONYMOUS) {
      throw Refusal.of(
          FailureCode.TOKEN_REQUIRED, "expected Authorization: Bearer <token>", "Authorization");
    }
    Set<Role> roles = operation.access().roles();
    throw Refusal.of(FailureCode.ROLE_REQUIRED, "expected a token of " + roles);
  }

  private static boolean wantsStream(HttpServerRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("text/event-stream");
  }

  private void stream(
      HttpServerRequest request,
      Operation operation,
      Caller caller,
      Map<String, String> parameters,
      LiveEvents events) {
    String lastEventId = request.getHeader("Last-Event-ID");
    String after =
        lastEventId != null && lastEventId.matches("[0-9]{1,18}")
            ? lastEventId
            : parameters.getOrDefault("after", "0");
    events.open(
        request.response(),
        parameters.getOrDefault("orderId", ""),
        Long.parseLong(after),
        sequence -> {
          Map<String, String> again = new HashMap<>(parameters);
          again.put("after", Long.toString(sequence));
          return ask(
              operation, new ApiRequest(caller, again, Buffer.buffer()), Deadline.after(timeout));
        });
  }
}

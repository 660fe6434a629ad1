package stampede.gateway;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import stampede.contracts.Caller;
import stampede.platform.api.ApiReply;
import stampede.platform.api.ApiRequest;
import stampede.platform.calls.Deadline;
import stampede.platform.calls.ServiceCalls;

/**
 * The way of every request: route, identity, rights, limits, parameters and body, call. Each step
 * lets it pass or refuses it; what is refused goes no further and changes nothing. Thread-safe.
 */
final class Pipeline {

  private final Front front;
  private final Supplier<Routes> routes;
  private final Tokens tokens;
  private final Limits limits;
  private final ServiceCalls calls;
  private final Duration timeout;

  /**
   * A pipeline.
   *
   * @param front what the gateway answers by itself, and which operations there are
   * @param routes the routes of the moment
   * @param timeout how long a client waits where its route says nothing
   */
  Pipeline(
      Front front,
      Supplier<Routes> routes,
      Tokens tokens,
      Limits limits,
      ServiceCalls calls,
      Duration timeout) {
    this.front = front;
    this.routes = routes;
    this.tokens = tokens;
    this.limits = limits;
    this.calls = calls;
    this.timeout = timeout;
  }

  /** The topics whose news {@link LiveEvents} has to listen for. */
  Set<String> liveTopics() {
    return front.liveTopics();
  }

  /** Answers a request, sooner or later. */
  void handle(HttpServerRequest request, LiveEvents events) {
    try {
      if (!front.answers(request)) {
        bring(request, events);
      }
    } catch (RuntimeException e) {
      Answers.write(request.response(), e);
    }
  }

  private void bring(HttpServerRequest request, LiveEvents events) {
    Routed routed = Routed.of(request, routes.get(), front.operations());
    Caller caller = tokens.caller(Optional.ofNullable(request.getHeader("Authorization")));
    routed.authorise(caller);
    limits.take(routed, caller, request);
    Map<String, String> parameters =
        Checks.parameters(
            routed.operation(), routed.pathParameters(), Routed.query(request), routed.headers());
    if (routed.operation().liveTopic().isPresent() && wantsStream(routed)) {
      stream(request, routed, caller, parameters, events);
      return;
    }
    Deadline deadline = deadline(routed);
    RequestBody.read(request, routed.route().filters().largestBody())
        .map(body -> checked(routed, body))
        .compose(body -> ask(routed, new ApiRequest(caller, parameters, body), deadline))
        .onSuccess(reply -> Answers.write(request.response(), reply))
        .onFailure(failure -> Answers.write(request.response(), failure));
  }

  private Deadline deadline(Routed routed) {
    return Deadline.after(routed.route().filters().timeout().orElse(timeout));
  }

  /** The body, if the operation takes one. */
  private static Buffer checked(Routed routed, Buffer body) {
    if (routed.operation().body().isEmpty()) {
      return Buffer.buffer();
    }
    Checks.body(
        routed.operation().body().get(),
        Optional.ofNullable(routed.headers().get("Content-Type")),
        body);
    return body;
  }

  private Future<ApiReply> ask(Routed routed, ApiRequest request, Deadline deadline) {
    return calls.call(routed.address(), request, deadline);
  }

  private static boolean wantsStream(Routed routed) {
    String accept = routed.headers().get("Accept");
    return accept != null && accept.contains("text/event-stream");
  }

  private void stream(
      HttpServerRequest request,
      Routed routed,
      Caller caller,
      Map<String, String> parameters,
      LiveEvents events) {
    String lastEventId = routed.headers().get("Last-Event-ID");
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
          return ask(routed, new ApiRequest(caller, again, Buffer.buffer()), deadline(routed));
        });
  }
}

package stampede.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import stampede.contracts.Address;
import stampede.contracts.Caller;
import stampede.contracts.FailureCode;
import stampede.contracts.Role;
import stampede.gateway.Operations.Match;
import stampede.platform.api.ApiAddress;
import stampede.platform.api.ApiReply;
import stampede.platform.api.ApiRequest;

/**
 * A request that is known to be for an operation, and which way it takes there.
 *
 * @param routes the routes of the moment that it came in; it keeps to them to its end
 * @param pathParameters the values of the operation's path parameters
 * @param headers the request's headers as the route changes them
 */
record Routed(
    Routes routes,
    Route route,
    Operation operation,
    Map<String, String> pathParameters,
    MultiMap headers) {

  /**
   * Finds the way of a request, and lets its answer have the headers that the route says.
   *
   * @throws Refusal when there is no way, or nothing at its end
   */
  static Routed of(HttpServerRequest request, Routes routes, Operations operations) {
    List<String> segments = PathSegments.of(String.valueOf(request.path()));
    Route.Head head =
        new Route.Head(
            request.method(), host(request), segments, request.headers(), () -> query(request));
    Route route =
        routes.find(head, ThreadLocalRandom.current().nextInt()).orElseThrow(Routed::nothing);
    Route.HeaderEdits answer = route.filters().answer();
    if (!answer.isEmpty()) {
      request.response().headersEndHandler(end -> answer.apply(request.response().headers()));
    }
    return switch (operations.match(request.method(), Routes.described(route, segments))) {
      case Match.Found found ->
          new Routed(routes, route, found.operation(), found.parameters(), headers(request, route));
      case Match.OtherMethods other -> {
        request.response().putHeader("Allow", String.join(", ", other.methods()));
        throw Refusal.of(
            FailureCode.METHOD_NOT_ALLOWED,
            "expected one of " + String.join(", ", other.methods()));
      }
      case Match.Nothing nothing -> throw nothing();
    };
  }

  private static Refusal nothing() {
    return Refusal.of(FailureCode.NO_SUCH_RESOURCE, "there is nothing at this path");
  }

  private static String host(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    return authority == null ? "" : authority.host().toLowerCase(Locale.ROOT);
  }

  /** The parameters of a request's query. */
  static MultiMap query(HttpServerRequest request) {
    String query = request.query();
    return Query.of(query == null ? "" : query);
  }

  private static MultiMap headers(HttpServerRequest request, Route route) {
    Route.HeaderEdits edits = route.filters().request();
    if (edits.isEmpty()) {
      return request.headers();
    }
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(request.headers());
    edits.apply(headers);
    return headers;
  }

  /**
   * Checks the caller's rights: those of the description, narrowed by the route's.
   *
   * @throws Refusal when they are not enough
   */
  void authorise(Caller caller) {
    Set<Role> narrowed = route.filters().roles();
    if (operation.access().allows(caller.role())
        && (narrowed.isEmpty() || narrowed.contains(caller.role()))) {
      return;
    }
    if (caller.role() == Role.ANONYMOUS) {
      throw Refusal.of(
          FailureCode.TOKEN_REQUIRED, "expected Authorization: Bearer <token>", "Authorization");
    }
    Set<Role> roles = narrowed.isEmpty() ? operation.access().roles() : narrowed;
    throw Refusal.of(FailureCode.ROLE_REQUIRED, "expected a token of " + roles);
  }

  /** Where the service answers that the route names; else that of the description. */
  Address<ApiRequest, ApiReply> address() {
    return route
        .service()
        .filter(service -> !service.equals(operation.address().service()))
        .map(service -> ApiAddress.of(service, operation.id()))
        .orElse(operation.address());
  }
}

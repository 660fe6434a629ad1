package stampede.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import stampede.contracts.Role;
import stampede.gateway.limits.Algorithm;
import stampede.gateway.limits.Plan;

/**
 * Which requests take which way to a service.
 *
 * @param name for people, and for metrics
 * @param host the host that they must be for, in lower case; any when empty
 * @param path the path's segments; a parameter stands in braces, {@code **} at the end for the rest
 * @param methods any when empty
 * @param weight its part of the requests, among routes that differ in nothing but their way; 0 when
 *     there is none beside it
 * @param service who answers; who the API's description says when empty
 */
record Route(
    String name,
    Optional<String> host,
    List<String> path,
    Set<HttpMethod> methods,
    Conditions conditions,
    int weight,
    Optional<String> service,
    Filters filters) {

  /** What stands for all segments that are left. */
  static final String REST = "**";

  /** What stands in a condition for any value. */
  static final String ANY = "*";

  /** What a request says of itself, beside its body. */
  record Head(
      HttpMethod method,
      String host,
      List<String> segments,
      MultiMap headers,
      Supplier<MultiMap> query) {}

  /**
   * What headers and query parameters must say; {@value #ANY} where it is enough that they are
   * there.
   */
  record Conditions(Map<String, String> headers, Map<String, String> query) {

    boolean hold(Head head) {
      return hold(headers, head.headers()) && (query.isEmpty() || hold(query, head.query().get()));
    }

    private static boolean hold(Map<String, String> expected, MultiMap values) {
      for (Map.Entry<String, String> one : expected.entrySet()) {
        boolean holds =
            one.getValue().equals(ANY)
                ? values.contains(one.getKey())
                : values.contains(one.getKey(), one.getValue(), false);
        if (!holds) {
          return false;
        }
      }
      return true;
    }

    int size() {
      return headers.size() + query.size();
    }
  }

  /**
   * What happens to a request on its way.
   *
   * @param roles who may take it, of those whom the API's description allows; all when empty
   * @param timeout how long its client waits at most; as the gateway is set when empty
   * @param largestBody bytes
   * @param rewrite the path that the API's description knows it by; its own when empty
   */
  record Filters(
      Set<Role> roles,
      List<Limit> limits,
      Optional<Duration> timeout,
      int largestBody,
      HeaderEdits request,
      HeaderEdits answer,
      Optional<List<String>> rewrite) {}

  /** Headers that are removed, and then those that are set. */
  record HeaderEdits(Map<String, String> set, Set<String> removed) {

    void apply(MultiMap headers) {
      removed.forEach(headers::remove);
      set.forEach(headers::set);
    }

    boolean isEmpty() {
      return set.isEmpty() && removed.isEmpty();
    }
  }

  /**
   * How often somebody may take this way.
   *
   * @param key what tells one from another, in this order
   * @param plan the plan; that of the caller's role when empty
   */
  record Limit(Algorithm algorithm, List<KeyPart> key, Optional<Plan> plan) {}

  /** A part of what tells one from another. */
  sealed interface KeyPart {

    /** Who asks: by the token's subject, or without a token by the address. */
    record Client() implements KeyPart {}

    /** The token's subject; all without a token are one. */
    record Customer() implements KeyPart {}

    /** Where the connection comes from: an IPv4 address, or the network of an IPv6 address. */
    record Address() implements KeyPart {}

    /** What a header says; all without it are one. */
    record Header(String name) implements KeyPart {}
  }
}

package stampede.gateway;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stampede.gateway.Route.Conditions;
import stampede.gateway.Route.Head;

/**
 * Finds the route of a request. A tree of path segments: what it costs depends on the length of the
 * path, and on how many routes stand at one place of it, which is bounded; not on how many routes
 * there are. Immutable once it is built.
 *
 * <p>What is written out goes before a parameter, a parameter before the rest of a path; a host
 * before any host; at one place more conditions before fewer, and methods before any method.
 */
final class RouteTree {

  /** Choices at one place, and routes of one choice. */
  static final int MOST_AT_ONE_PLACE = 16;

  private final Map<String, Node> byHost = new HashMap<>();
  private final Node anyHost = new Node();

  /**
   * Where routes stand that differ in nothing but their way, each with its part of the requests.
   */
  private record Choice(Set<HttpMethod> methods, Conditions conditions, List<Route> routes) {

    boolean admits(Head head) {
      return (methods.isEmpty() || methods.contains(head.method())) && conditions.hold(head);
    }

    void add(Route route) {
      Route first = routes.getFirst();
      if (first.weight() == 0 || route.weight() == 0) {
        throw new IllegalArgumentException(
            "expected a weight here and for route %s, as they differ in nothing else"
                .formatted(first.name()));
      }
      if (routes.size() == MOST_AT_ONE_PLACE) {
        throw tooMany();
      }
      routes.add(route);
    }

    Route pick(int random) {
      if (routes.size() == 1) {
        return routes.getFirst();
      }
      int total = routes.stream().mapToInt(Route::weight).sum();
      int at = Math.floorMod(random, total);
      for (Route route : routes) {
        at -= route.weight();
        if (at < 0) {
          return route;
        }
      }
      throw new AssertionError("weights add up");
    }
  }

  private static final class Node {

    private final Map<String, Node> children = new HashMap<>();
    private final List<Choice> here = new ArrayList<>();
    private final List<Choice> below = new ArrayList<>();
    private @Nullable Node parameter;

    Node child(String segment) {
      if (!Operation.isParameter(segment)) {
        return children.computeIfAbsent(segment, ignored -> new Node());
      }
      Node existing = parameter == null ? new Node() : parameter;
      parameter = existing;
      return existing;
    }

    @Nullable Choice find(Head head, int depth) {
      if (depth < head.segments().size()) {
        Node child = children.get(head.segments().get(depth));
        Choice found = child == null ? null : child.find(head, depth + 1);
        if (found == null && parameter != null) {
          found = parameter.find(head, depth + 1);
        }
        return found == null ? first(below, head) : found;
      }
      Choice found = first(here, head);
      return found == null ? first(below, head) : found;
    }

    private static @Nullable Choice first(List<Choice> choices, Head head) {
      for (Choice choice : choices) {
        if (choice.admits(head)) {
          return choice;
        }
      }
      return null;
    }
  }

  /**
   * Adds a route, while the tree is built.
   *
   * @throws IllegalArgumentException saying what was expected, when it cannot stand beside others
   */
  void add(Route route) {
    Node node =
        route.host().map(host -> byHost.computeIfAbsent(host, any -> new Node())).orElse(anyHost);
    boolean isRest = route.path().getLast().equals(Route.REST);
    List<String> segments =
        isRest ? route.path().subList(0, route.path().size() - 1) : route.path();
    for (String segment : segments) {
      node = node.child(segment);
    }
    add(isRest ? node.below : node.here, route);
  }

  private static void add(List<Choice> place, Route route) {
    for (Choice choice : place) {
      if (choice.methods().equals(route.methods())
          && choice.conditions().equals(route.conditions())) {
        choice.add(route);
        return;
      }
    }
    if (place.size() == MOST_AT_ONE_PLACE) {
      throw tooMany();
    }
    place.add(new Choice(route.methods(), route.conditions(), new ArrayList<>(List.of(route))));
    place.sort(
        Comparator.comparingInt((Choice choice) -> choice.conditions().size())
            .reversed()
            .thenComparing(choice -> choice.methods().isEmpty()));
  }

  private static IllegalArgumentException tooMany() {
    return new IllegalArgumentException(
        "expected at most %d routes with the same path and host".formatted(MOST_AT_ONE_PLACE));
  }

  /**
   * Finds it.
   *
   * @param random any number, evenly distributed: which of several routes by their weights
   */
  Optional<Route> find(Head head, int random) {
    Node ofHost = byHost.get(head.host());
    Choice found = ofHost == null ? null : ofHost.find(head, 0);
    if (found == null) {
      found = anyHost.find(head, 0);
    }
    return found == null ? Optional.empty() : Optional.of(found.pick(random));
  }
}

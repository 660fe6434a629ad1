package stampede.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import stampede.contracts.Role;
import stampede.gateway.Route.Head;
import stampede.gateway.limits.Plan;

/** All routes at one moment, compiled. Immutable: another set of routes is another object. */
final class Routes {

  private final RouteTree tree = new RouteTree();
  private final int size;
  private final Map<Role, Plan> planOf;

  /**
   * Compiles routes.
   *
   * @param planOf the plans of callers by their roles
   * @throws WrongRoutes when some of them cannot stand beside each other
   */
  Routes(List<Route> routes, Map<Role, Plan> planOf) {
    this.size = routes.size();
    this.planOf = Map.copyOf(planOf);
    List<String> errors = new ArrayList<>();
    for (Route route : routes) {
      try {
        tree.add(route);
      } catch (IllegalArgumentException e) {
        errors.add("route %s: %s".formatted(route.name(), e.getMessage()));
      }
    }
    if (!errors.isEmpty()) {
      throw new WrongRoutes(errors);
    }
  }

  /** The route of a request; see {@link RouteTree}. */
  Optional<Route> find(Head head, int random) {
    return tree.find(head, random);
  }

  /** The plan that a limit has for callers of that role; empty when it knows none for them. */
  Optional<Plan> plan(Route.Limit limit, Role role) {
    return limit.plan().isPresent() ? limit.plan() : Optional.ofNullable(planOf.get(role));
  }

  /** How many routes there are. */
  int size() {
    return size;
  }

  /** The path by which the API's description knows a request. */
  static List<String> described(Route route, List<String> segments) {
    Optional<List<String>> rewrite = route.filters().rewrite();
    return rewrite.isEmpty() ? segments : rewritten(route.path(), rewrite.get(), segments);
  }

  private static List<String> rewritten(
      List<String> path, List<String> rewrite, List<String> segments) {
    return rewrite.stream()
        .flatMap(
            part -> {
              if (part.equals(Route.REST)) {
                return segments.stream().skip(path.size() - 1L);
              }
              int at = Operation.isParameter(part) ? path.indexOf(part) : -1;
              return Stream.of(at < 0 ? part : segments.get(at));
            })
        .toList();
  }
}

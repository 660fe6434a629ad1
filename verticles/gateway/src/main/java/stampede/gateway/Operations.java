package stampede.gateway;

import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the operation that a request is for. A tree of path segments: what a match costs depends on
 * the length of the path, not on how many operations there are. Immutable.
 */
final class Operations {

  private final Node root = new Node();

  Operations(List<Operation> operations) {
    for (Operation operation : operations) {
      Node node = root;
      for (String segment : operation.path()) {
        node = Operation.isParameter(segment) ? node.parameter() : node.child(segment);
      }
      if (node.methods.put(operation.method(), operation) != null) {
        throw new IllegalArgumentException("two operations at the place of " + operation.id());
      }
    }
  }

  /** What a request is for. */
  sealed interface Match {

    /** That operation, with the values of its path parameters. */
    record Found(Operation operation, Map<String, String> parameters) implements Match {}

    /** The path is known, with other methods. */
    record OtherMethods(Set<String> methods) implements Match {}

    /** Nothing of ours. */
    record Nothing() implements Match {}
  }

  /**
   * Finds it.
   *
   * @param segments the path's segments, decoded
   */
  Match match(HttpMethod method, List<String> segments) {
    Optional<Node> node = root.find(segments, 0);
    if (node.isEmpty()) {
      return new Match.Nothing();
    }
    Operation operation = node.get().methods.get(method);
    if (operation == null) {
      Set<String> methods = new TreeSet<>();
      node.get().methods.keySet().forEach(known -> methods.add(known.name()));
      return new Match.OtherMethods(methods);
    }
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String segment = operation.path().get(i);
      if (Operation.isParameter(segment)) {
        parameters.put(Operation.parameterName(segment), segments.get(i));
      }
    }
    return new Match.Found(operation, parameters);
  }

  private static final class Node {

    private final Map<String, Node> children = new HashMap<>();
    private final Map<HttpMethod, Operation> methods = new HashMap<>();
    private Optional<Node> parameter = Optional.empty();

    Node child(String segment) {
      return children.computeIfAbsent(segment, ignored -> new Node());
    }

    Node parameter() {
      Node existing = parameter.orElseGet(Node::new);
      parameter = Optional.of(existing);
      return existing;
    }

    /** What is written out goes before what is a parameter. */
    Optional<Node> find(List<String> segments, int from) {
      if (from == segments.size()) {
        return methods.isEmpty() ? Optional.empty() : Optional.of(this);
      }
      Node child = children.get(segments.get(from));
      Optional<Node> found = child == null ? Optional.empty() : child.find(segments, from + 1);
      return found.isPresent() ? found : parameter.flatMap(wild -> wild.find(segments, from + 1));
    }
  }
}

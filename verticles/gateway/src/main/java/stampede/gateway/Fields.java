package stampede.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A mapping of a file that people write, read field by field. What is wrong is told and reading
 * goes on, so that everything is told at once.
 */
final class Fields {

  private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

  private final String where;
  private final JsonNode node;
  private final List<String> errors;
  private final Set<String> known = new HashSet<>();

  /**
   * A mapping.
   *
   * @param where what people know it by
   * @param errors where it is told what is wrong
   */
  Fields(String where, JsonNode node, List<String> errors) {
    this.where = where;
    this.node = node;
    this.errors = errors;
    if (!node.isObject()) {
      errors.add(where + ": expected fields with values");
    }
  }

  /** What a field must be, and how it becomes a value. */
  interface Reading<T> {

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException when it is something else; its message says what was
     *     expected
     */
    T read(JsonNode value);
  }

  /** The value of a field; empty when it is not there, or wrong. */
  <T> Optional<T> optional(String field, Reading<T> reading) {
    known.add(field);
    JsonNode value = node.path(field);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    try {
      return Optional.of(reading.read(value));
    } catch (IllegalArgumentException e) {
      wrong(field, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** The value of a field that must be there; empty when it is not, or wrong. */
  <T> Optional<T> required(String field, Reading<T> reading) {
    if (node.path(field).isMissingNode()) {
      known.add(field);
      wrong(field, "it is missing");
      return Optional.empty();
    }
    return optional(field, reading);
  }

  /** The mapping in a field; without fields of its own when it is not there. */
  Fields within(String field) {
    known.add(field);
    JsonNode value = node.path(field);
    return new Fields(where + ": " + field, value.isMissingNode() ? NOTHING : value, errors);
  }

  /**
   * The mappings in a field that is a list.
   *
   * @param where what people know each by
   */
  List<Fields> each(String field, Function<JsonNode, String> where) {
    known.add(field);
    JsonNode list = node.path(field);
    if (!list.isMissingNode() && (!list.isArray() || list.isEmpty())) {
      wrong(field, "expected a list with at least one entry");
      return List.of();
    }
    List<Fields> all = new ArrayList<>();
    list.forEach(one -> all.add(new Fields(where.apply(one), one, errors)));
    return all;
  }

  /** What people know it by. */
  String where() {
    return where;
  }

  /** All fields, read in one way; their names are for whoever writes the file to choose. */
  <T> Map<String, T> all(Reading<T> reading) {
    Map<String, T> values = new LinkedHashMap<>();
    for (String field : names()) {
      optional(field, reading).ifPresent(value -> values.put(field, value));
    }
    return values;
  }

  /** The names of the fields that are there. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Tells what is wrong with a field. */
  void wrong(String field, String expected) {
    errors.add("%s: %s: %s".formatted(where, field, expected));
  }

  /** Tells of every field that nobody has asked for. */
  void refuseOthers() {
    for (String name : names()) {
      if (!known.contains(name)) {
        wrong(name, "there is no such field; expected one of " + new TreeSet<>(known));
      }
    }
  }
}

package stampede.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import stampede.contracts.FailureCode;
import stampede.gateway.Refusal.Wrong;
import stampede.platform.json.Json;
import stampede.platform.json.MalformedJson;

/** Whether a request is as the API's description says. */
final class Checks {

  private static final int MOST_ERRORS_TOLD = 20;

  private Checks() {}

  /**
   * The parameters of an operation by name, as they came.
   *
   * @param fromPath the values of path parameters
   * @throws Refusal when one is missing, doubled, unknown or not as described
   */
  static Map<String, String> parameters(
      Operation operation, Map<String, String> fromPath, MultiMap query, MultiMap headers) {
    Map<String, String> values = new HashMap<>();
    Set<String> unknown = new TreeSet<>(query.names());
    for (Operation.Parameter parameter : operation.parameters()) {
      Optional<String> value =
          switch (parameter.in()) {
            case "path" -> Optional.ofNullable(fromPath.get(parameter.name()));
            case "query" -> {
              unknown.remove(parameter.name());
              yield single(parameter, query);
            }
            default -> single(parameter, headers);
          };
      if (value.isEmpty() && parameter.required()) {
        throw Refusal.of(missing(parameter), "expected " + describe(parameter), parameter.name());
      }
      value.ifPresent(
          text -> {
            check(parameter, text);
            values.put(parameter.name(), text);
          });
    }
    if (!unknown.isEmpty()) {
      String name = unknown.iterator().next();
      throw Refusal.of(
          FailureCode.INVALID_PARAMETER, "there is no query parameter " + name + " here", name);
    }
    return values;
  }

  private static FailureCode missing(Operation.Parameter parameter) {
    return parameter.name().equals("Idempotency-Key")
        ? FailureCode.IDEMPOTENCY_KEY_REQUIRED
        : FailureCode.INVALID_PARAMETER;
  }

  private static Optional<String> single(Operation.Parameter parameter, MultiMap values) {
    List<String> all = values.getAll(parameter.name());
    if (all.size() > 1) {
      throw Refusal.of(
          FailureCode.INVALID_PARAMETER,
          "expected " + describe(parameter) + " once only",
          parameter.name());
    }
    return all.stream().findFirst();
  }

  private static String describe(Operation.Parameter parameter) {
    return "the " + parameter.in() + " parameter " + parameter.name();
  }

  private static void check(Operation.Parameter parameter, String text) {
    Optional<JsonNode> node =
        parameter.isInteger() ? wholeNumber(text) : Optional.of(TextNode.valueOf(text));
    List<Wrong> errors =
        node.map(value -> errors(parameter.schema(), value))
            .orElseGet(() -> List.of(new Wrong("", "expected a whole number")));
    if (!errors.isEmpty()) {
      boolean inPath = parameter.in().equals("path");
      throw Refusal.of(
          inPath ? FailureCode.NO_SUCH_RESOURCE : FailureCode.INVALID_PARAMETER,
          parameter.name() + ": " + errors.getFirst().detail(),
          parameter.name());
    }
  }

  private static Optional<JsonNode> wholeNumber(String text) {
    if (!text.matches("-?[0-9]{1,19}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(LongNode.valueOf(Long.parseLong(text)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Checks a body.
   *
   * @throws Refusal when its type or itself is not as described
   */
  static void body(JsonSchema schema, Optional<String> contentType, Buffer body) {
    if (!contentType.map(Checks::isJson).orElse(false)) {
      throw Refusal.of(
          FailureCode.UNSUPPORTED_MEDIA_TYPE,
          "expected a body of Content-Type application/json in UTF-8",
          "Content-Type");
    }
    JsonNode json;
    try {
      json = Json.readStrictly(body);
    } catch (MalformedJson e) {
      throw Refusal.of(FailureCode.MALFORMED_REQUEST, "the body is no JSON: " + e.getMessage());
    }
    if (!json.isObject()) {
      throw Refusal.of(FailureCode.MALFORMED_REQUEST, "expected a JSON object as the body");
    }
    Values.requireUsable(json);
    List<Wrong> errors = errors(schema, json);
    if (!errors.isEmpty()) {
      throw Refusal.of(FailureCode.INVALID_BODY, errors);
    }
  }

  private static boolean isJson(String contentType) {
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    if (!parts[0].strip().equals("application/json")) {
      return false;
    }
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        return false;
      }
    }
    return true;
  }

  private static List<Wrong> errors(JsonSchema schema, JsonNode value) {
    return schema.validate(value).stream()
        .map(Checks::wrong)
        .sorted(Comparator.comparing(Wrong::pointer))
        .limit(MOST_ERRORS_TOLD)
        .toList();
  }

  private static Wrong wrong(ValidationMessage message) {
    String pointer = message.getInstanceLocation().toString();
    String property = message.getProperty();
    return new Wrong(
        property == null ? pointer : pointer + "/" + property, String.valueOf(message.getError()));
  }
}

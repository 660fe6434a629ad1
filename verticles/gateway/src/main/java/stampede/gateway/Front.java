package stampede.gateway;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import stampede.platform.json.Json;

/** What the gateway knows and answers by itself: its operations, their description, its health. */
final class Front {

  private final Operations operations;
  private final Set<String> liveTopics;
  private final String yaml;
  private final String json;
  private final Supplier<Set<String>> missing;

  /**
   * The front of that description.
   *
   * @param missing the services that nobody serves at the moment
   */
  Front(ApiDescription description, Supplier<Set<String>> missing) {
    List<Operation> all = description.operations();
    this.operations = new Operations(all);
    this.liveTopics =
        all.stream()
            .flatMap(operation -> operation.liveTopic().stream())
            .collect(Collectors.toUnmodifiableSet());
    this.yaml = description.asYaml();
    this.json = description.asJson();
    this.missing = missing;
  }

  Operations operations() {
    return operations;
  }

  Set<String> liveTopics() {
    return liveTopics;
  }

  /** Answers the request if it is for the gateway itself. */
  boolean answers(HttpServerRequest request) {
    if (!HttpMethod.GET.equals(request.method())) {
      return false;
    }
    switch (String.valueOf(request.path())) {
      case "/health" -> health(request);
      case "/api/v1/openapi.yaml" -> write(request, 200, "application/yaml", yaml);
      case "/api/v1/openapi.json" -> write(request, 200, "application/json", json);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void health(HttpServerRequest request) {
    Set<String> away = missing.get();
    write(
        request,
        away.isEmpty() ? 200 : 503,
        "application/json",
        Json.write(Map.of("status", away.isEmpty() ? "UP" : "DOWN", "missing", away)));
  }

  private static void write(
      HttpServerRequest request, int status, String contentType, String body) {
    Answers.begin(request.response(), status);
    request.response().putHeader("Content-Type", contentType).end(body);
  }
}

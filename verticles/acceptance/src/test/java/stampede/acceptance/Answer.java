package stampede.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;

/** What came back over HTTP. */
record Answer(HttpResponse<String> response) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int KEY_IN_FLIGHT = 1_008;

  int status() {
    return response.statusCode();
  }

  /** A header, or an empty text. */
  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  String text() {
    return response.body();
  }

  /** The body; missing when it is empty. */
  JsonNode json() {
    return parse(text());
  }

  /** One JSON text a line. */
  List<JsonNode> lines() {
    return text().lines().map(Answer::parse).toList();
  }

  /** The number that stands for why it was refused; 0 when it was not. */
  int code() {
    return json().path("code").asInt();
  }

  /** Whether it says what became of the request; if not, it is to be sent again. */
  boolean isDefinite() {
    return status() < 500 && code() != KEY_IN_FLIGHT;
  }

  /** The same answer, which must have that status. */
  Answer expect(int status) {
    if (status() != status) {
      throw new AssertionError(
          "%s %s: expected %d, got %d: %s"
              .formatted(
                  response.request().method(), response.uri().getPath(), status, status(), text()));
    }
    return this;
  }

  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String write(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

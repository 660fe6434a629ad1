package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import stampede.contracts.FailureCode;
import stampede.platform.json.Json;

/**
 * A problem that a client was told.
 *
 * @param pointer the part that was wrong; empty when none is named
 */
record Refused(int status, int code, String pointer, String detail) {

  /** What was answered, which must be a problem of nothing but words. */
  static Refused by(HttpResponse<String> response) {
    JsonNode problem = Json.read(response.body(), JsonNode.class);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(problem.path("status").asInt()).isEqualTo(response.statusCode());
    assertThat(problem.path("detail").asText()).isNotBlank();
    assertThat(response.body()).doesNotContain("Exception", "java.", "\\tat ");
    return new Refused(
        response.statusCode(),
        problem.path("code").asInt(),
        problem.path("pointer").asText(),
        problem.path("detail").asText());
  }

  /** What is answered to a request of which no service may hear. */
  static Refused before(SampleGateway gateway, HttpRequest.Builder request) {
    int asked = gateway.asked().size();
    Refused refused = by(SampleGateway.send(request));
    assertThat(gateway.asked()).as("what services were asked").hasSize(asked);
    return refused;
  }

  /** It must be that. */
  void is(int expectedStatus, FailureCode expectedCode, String expectedPointer) {
    assertThat(this)
        .as(detail)
        .extracting(Refused::status, Refused::code, Refused::pointer)
        .containsExactly(expectedStatus, expectedCode.number(), expectedPointer);
  }
}

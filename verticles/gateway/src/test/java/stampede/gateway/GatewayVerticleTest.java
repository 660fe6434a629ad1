package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static stampede.gateway.RawConnection.UPDATE;
import static stampede.gateway.SampleGateway.send;
import static stampede.gateway.SampleTokens.token;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import stampede.contracts.FailureCode;
import stampede.platform.ServiceFailure;
import stampede.platform.api.ApiReply;
import stampede.platform.json.Json;

/** What clients get, over HTTP. */
class GatewayVerticleTest {

  private static final String ORDER = "/api/v1/orders/" + new UUID(1, 2);

  private SampleGateway gateway;

  @BeforeEach
  void open() {
    gateway = new SampleGateway(Duration.ofMillis(1_500));
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private void answerGetOrder(ApiReply reply) {
    gateway.serve("getOrder", request -> Future.succeededFuture(reply));
  }

  private static JsonNode problem(HttpResponse<String> response) {
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = Json.read(response.body(), JsonNode.class);
    assertThat(problem.get("status").asInt()).isEqualTo(response.statusCode());
    return problem;
  }

  private static int code(HttpResponse<String> response) {
    return problem(response).get("code").asInt();
  }

  @Test
  void bringsACallToItsServiceAndTheReplyBack() {
    gateway.serve(
        "getOrder",
        request ->
            Future.succeededFuture(
                ApiReply.ok(
                        Map.of(
                            "order", request.required("orderId"),
                            "who", request.caller().subject()))
                    .with("ETag", "\"3\"")));

    HttpResponse<String> response = send(gateway.asKim(ORDER));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Json.read(response.body(), JsonNode.class))
        .isEqualTo(
            Json.read(
                "{\"order\":\"%s\",\"who\":\"kim\"}".formatted(new UUID(1, 2)), JsonNode.class));
    assertThat(response.headers().map())
        .extracting("ETag", "Content-Type", "Cache-Control", "X-Content-Type-Options")
        .asString()
        .isEqualTo("[[\"3\"], [application/json], [no-store], [nosniff]]");
  }

  @Test
  void givesBackTheTraceThatTheClientBegan() {
    answerGetOrder(ApiReply.refused(FailureCode.NO_SUCH_RESOURCE, "there is no such order"));
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    HttpResponse<String> response =
        send(gateway.asKim(ORDER).header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));

    assertThat(response.headers().firstValue("Trace-Id")).hasValue(trace);
    assertThat(problem(response).get("traceId").asText()).isEqualTo(trace);
  }

  @Test
  void beginsATraceForWhoHasNone() {
    HttpResponse<String> response = send(gateway.request("/nowhere"));

    assertThat(response.headers().firstValue("Trace-Id"))
        .hasValueSatisfying(trace -> assertThat(trace).matches("[0-9a-f]{32}"));
  }

  @ParameterizedTest
  @EnumSource(FailureCode.class)
  void everyRefusalIsAProblemWithAStatusOfItsKind(FailureCode code) {
    answerGetOrder(ApiReply.refused(code, "why and what was expected", "/lines/0"));

    HttpResponse<String> response = send(gateway.asKim(ORDER));

    JsonNode problem = problem(response);
    int expected =
        switch (code.category()) {
          case MALFORMED -> 400;
          case UNAUTHENTICATED -> 401;
          case FORBIDDEN -> 403;
          case NOT_FOUND -> 404;
          case METHOD_NOT_ALLOWED -> 405;
          case CONFLICT -> 409;
          case PRECONDITION_FAILED -> 412;
          case TOO_LARGE -> 413;
          case UNSUPPORTED_MEDIA -> 415;
          case UNPROCESSABLE -> 422;
          case PRECONDITION_REQUIRED -> 428;
          case LIMITED -> 429;
          case BUG -> 500;
          case OVERLOADED, UNAVAILABLE -> 503;
          case UNKNOWN -> 504;
        };
    assertThat(response.statusCode()).isEqualTo(expected);
    assertThat(problem.get("type").asText()).isEqualTo("urn:stampede:problem:" + code.slug());
    assertThat(problem.get("pointer").asText()).isEqualTo("/lines/0");
    assertThat(response.headers().firstValue("Retry-After").isPresent())
        .isEqualTo(expected == 503 || expected == 429);
    assertThat(response.headers().firstValue("WWW-Authenticate").isPresent())
        .isEqualTo(expected == 401);
  }

  @Test
  void aServicesFailureKeepsItsMeaning() {
    gateway.serve(
        "getOrder",
        request ->
            Future.failedFuture(
                new ServiceFailure(FailureCode.OUTCOME_UNKNOWN, "it may have been done")));

    HttpResponse<String> response = send(gateway.asKim(ORDER));

    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(problem(response).get("detail").asText()).isEqualTo("it may have been done");
  }

  @Test
  void aBugTellsNothingOfItself() {
    gateway.serve(
        "getOrder", request -> Future.failedFuture(new IllegalStateException("secret details")));

    HttpResponse<String> response = send(gateway.asKim(ORDER));

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).doesNotContain("secret").doesNotContain("Exception");
  }

  @Test
  void aServiceThatNobodyServesIsUnavailable() {
    HttpResponse<String> response = send(gateway.request("/api/v1/products"));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(code(response)).isEqualTo(FailureCode.SERVICE_UNAVAILABLE.number());
  }

  @Test
  void whoGetsNoAnswerInTimeIsToldThatTheOutcomeIsUnknown() {
    gateway.serve("getOrder", request -> Promise.<ApiReply>promise().future());

    HttpResponse<String> response = send(gateway.asKim(ORDER));

    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(code(response)).isEqualTo(FailureCode.OUTCOME_UNKNOWN.number());
  }

  @Test
  void withoutATokenNothingIsAsked() {
    answerGetOrder(ApiReply.nothing());

    HttpResponse<String> response = send(gateway.request(ORDER));

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(code(response)).isEqualTo(FailureCode.TOKEN_REQUIRED.number());
    assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
  }

  @Test
  void aTokenOfAnotherRoleIsNotEnough() {
    HttpResponse<String> response =
        send(
            gateway
                .request("/api/v1/payments/" + new UUID(1, 2) + "/refunds")
                .header("Authorization", "Bearer " + token("kim", "customer"))
                .POST(BodyPublishers.ofString("{}")));

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(code(response)).isEqualTo(FailureCode.ROLE_REQUIRED.number());
  }

  @Test
  void anotherMethodIsToldWhichThereAre() {
    HttpResponse<String> response = send(gateway.asKim("/api/v1/orders").DELETE());

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).hasValue("GET, POST");
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    HttpResponse<String> response =
        send(
            gateway
                .asKim("/api/v1/orders")
                .header("Idempotency-Key", "key-1")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(" ".repeat((1 << 20) + 1))));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(code(response)).isEqualTo(FailureCode.REQUEST_TOO_LARGE.number());
  }

  @Test
  void aBodyOfAnotherKindIsRefused() {
    HttpResponse<String> response =
        send(
            gateway
                .asKim("/api/v1/orders")
                .header("Idempotency-Key", "key-1")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}")));

    assertThat(response.statusCode()).isEqualTo(415);
  }

  @Test
  void itsDescriptionIsServedAsItStandsInTheProject() throws Exception {
    String yaml = send(gateway.request("/api/v1/openapi.yaml")).body();
    String json = send(gateway.request("/api/v1/openapi.json")).body();

    assertThat(new YAMLMapper().readTree(yaml)).isEqualTo(Json.read(json, JsonNode.class));
    assertThat(yaml).startsWith("openapi: 3.1");
  }

  @Test
  void isWellWhileEveryServiceIsThere() {
    HttpResponse<String> response = send(gateway.request("/health"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"UP\"");
  }

  @Test
  void namesTheServicesThatAreMissing() {
    gateway.missing().add("payment");

    HttpResponse<String> response = send(gateway.request("/health"));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("DOWN").contains("payment");
  }

  @Test
  void aClientThatBreaksOffIsNoBugOfOurs() {
    Logger log = (Logger) LoggerFactory.getLogger(Answers.class);
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    logged.list = new CopyOnWriteArrayList<>();
    logged.start();
    Level level = log.getLevel();
    log.setLevel(Level.DEBUG);
    log.addAppender(logged);
    try {
      try (RawConnection connection = new RawConnection(gateway.port())) {
        connection.send(UPDATE + "Content-Length: 14\r\nExpect: 100-continue\r\n\r\n");
        connection.until("100 Continue");
      }

      await().until(() -> !logged.list.isEmpty());
      assertThat(logged.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.DEBUG);
    } finally {
      log.detachAppender(logged);
      log.setLevel(level);
    }
  }
}

package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.gateway.SampleGateway.send;
import static stampede.gateway.SampleTokens.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stampede.contracts.FailureCode;
import stampede.platform.api.ApiReply;
import stampede.platform.json.Json;

/** What routes do to requests, over HTTP. */
class RoutedRequestsTest {

  private static final String ORDER = "/api/v1/orders/" + new UUID(1, 2);
  private static final String PLANS =
      """
      plans:
        strict: {rate: 1 per 1h, burst: 1}
        wide: {rate: 3600 per 1h, burst: 100}
        daily: {rate: 3600 per 1h, burst: 100, daily: 1}
      plan-of: {customer: strict, staff: wide}
      """;

  private SampleGateway gateway;

  @BeforeEach
  void open() {
    gateway = new SampleGateway(Duration.ofSeconds(10));
    gateway.serve(
        "getOrder",
        request ->
            Future.succeededFuture(ApiReply.ok(Map.of("order", request.required("orderId")))));
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private void route(String fields) {
    gateway.route(PLANS + "routes: [{name: order, path: /api/v1/orders/**, " + fields + "}]");
  }

  private HttpRequest.Builder as(String subject, String role) {
    return gateway.request(ORDER).header("Authorization", "Bearer " + token(subject, role));
  }

  private static long number(HttpResponse<String> response, String header) {
    return response.headers().firstValueAsLong(header).orElseThrow();
  }

  @Test
  void whoHasUsedTheLimitIsToldWhenToComeAgain() {
    route("limits: [{algorithm: leaky-bucket, key: [client]}]");
    send(gateway.asKim(ORDER));

    HttpResponse<String> response = send(gateway.asKim(ORDER));

    assertThat(response.statusCode()).isEqualTo(429);
    JsonNode problem = Json.read(response.body(), JsonNode.class);
    assertThat(problem.get("code").asInt()).isEqualTo(FailureCode.LIMIT_REACHED.number());
    assertThat(problem.get("detail").asText()).startsWith("the limit of plan strict is reached");
    assertThat(number(response, "Retry-After")).isBetween(3_590L, 3_600L + 361);
    assertThat(number(response, "RateLimit-Remaining")).isZero();
  }

  @Test
  void everyAnswerSaysWhatIsLeft() {
    route("limits: [{algorithm: leaky-bucket, key: [client], plan: wide}]");

    HttpResponse<String> response = send(gateway.asKim(ORDER));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(number(response, "RateLimit-Limit")).isEqualTo(100);
    assertThat(number(response, "RateLimit-Remaining")).isEqualTo(99);
    assertThat(number(response, "RateLimit-Reset")).isEqualTo(1);
  }

  @Test
  void clientsAreCountedApart() {
    route("limits: [{algorithm: leaky-bucket, key: [client]}]");
    send(as("kim", "customer"));

    assertThat(send(as("lee", "customer")).statusCode()).isEqualTo(200);
  }

  @Test
  void aRoleHasItsPlan() {
    route("limits: [{algorithm: leaky-bucket, key: [address]}]");
    send(as("kim", "customer"));

    assertThat(send(as("lee", "staff")).statusCode()).isEqualTo(200);
    assertThat(send(as("lee", "customer")).statusCode()).isEqualTo(429);
  }

  @Test
  void aCombinedKeyTellsWhatOneAloneDoesNot() {
    route("limits: [{algorithm: leaky-bucket, key: [customer, 'header:X-Shop']}]");
    send(gateway.asKim(ORDER).header("X-Shop", "north"));

    assertThat(send(gateway.asKim(ORDER).header("X-Shop", "south")).statusCode()).isEqualTo(200);
    assertThat(send(gateway.asKim(ORDER).header("X-Shop", "north")).statusCode()).isEqualTo(429);
  }

  @Test
  void aDayEndsAsTheRateDoes() {
    route("limits: [{algorithm: leaky-bucket, key: [client], plan: daily}]");
    send(gateway.asKim(ORDER));

    HttpResponse<String> response = send(gateway.asKim(ORDER));

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(number(response, "RateLimit-Limit")).isEqualTo(1);
  }

  @Test
  void whoMayNotComeInUsesNoPermit() {
    route("limits: [{algorithm: leaky-bucket, key: [address], plan: strict}]");
    send(gateway.request(ORDER));

    assertThat(send(gateway.asKim(ORDER)).statusCode()).isEqualTo(200);
  }

  @Test
  void aRouteNarrowsWhoMayComeIn() {
    route("roles: [staff]");

    assertThat(send(as("kim", "customer")).statusCode()).isEqualTo(403);
    assertThat(send(as("lee", "staff")).statusCode()).isEqualTo(200);
  }

  @Test
  void aRouteDoesNotWidenWhoMayComeIn() {
    route("roles: [anonymous, customer]");

    assertThat(send(gateway.request(ORDER)).statusCode()).isEqualTo(401);
  }

  @Test
  void aRouteHasItsOwnPatience() {
    route("timeout: 100ms");
    gateway.serve("listOrders", request -> Promise.<ApiReply>promise().future());

    assertThat(send(gateway.asKim("/api/v1/orders")).statusCode()).isEqualTo(504);
  }

  @Test
  void aRouteReadsNoLargerBodyThanItSays() {
    route("largest-body: 10");

    HttpResponse<String> response =
        send(
            gateway
                .asKim("/api/v1/orders")
                .header("Idempotency-Key", "one-of-kims")
                .POST(BodyPublishers.ofString("{\"lines\":[]}")));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).contains("at most 10 bytes");
  }

  @Test
  void aRouteChangesTheHeadersOfAnswers() {
    route("answer-headers: {set: {Deprecation: '@1767225600'}, remove: [X-Content-Type-Options]}");

    HttpResponse<String> response = send(gateway.asKim(ORDER));

    assertThat(response.headers().firstValue("Deprecation")).hasValue("@1767225600");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).isEmpty();
  }

  @Test
  void aRouteChangesTheHeadersOfRequests() {
    route("request-headers: {remove: [Idempotency-Key]}");

    HttpResponse<String> response =
        send(
            gateway
                .asKim(ORDER + "/cancellations")
                .header("Idempotency-Key", "one-of-kims")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("Idempotency-Key");
  }

  @Test
  void aRouteLeadsFromAnotherPath() {
    gateway.route("routes: [{name: old, path: '/old/{id}', rewrite: '/api/v1/orders/{id}'}]");

    HttpResponse<String> response = send(gateway.asKim("/old/" + new UUID(1, 2)));

    assertThat(response.body()).isEqualTo("{\"order\":\"%s\"}".formatted(new UUID(1, 2)));
  }

  @Test
  void aRouteLeadsToAnotherService() {
    route("service: nextorder");

    HttpResponse<String> response = send(gateway.asKim(ORDER));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("no node serves nextorder");
  }

  @Test
  void whereNoRouteLeadsIsNothing() {
    route("methods: [POST]");

    assertThat(send(gateway.asKim(ORDER)).statusCode()).isEqualTo(404);
  }
}

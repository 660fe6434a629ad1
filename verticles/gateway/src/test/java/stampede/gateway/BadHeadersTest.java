package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contracts.Caller;
import stampede.contracts.FailureCode;
import stampede.contracts.Role;
import stampede.gateway.SampleGateway.Asked;

/** What clients say of themselves in headers, and parameters that are not as described. */
class BadHeadersTest {

  private static final String STOCK = "/api/v1/stock/LAMP-1";

  private static SampleGateway gateway;

  @BeforeAll
  static void start() {
    gateway = SampleGateway.answering(Duration.ofSeconds(10));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static HttpResponse<String> order(HttpRequest.Builder request) {
    return SampleGateway.send(SampleCalls.complete(request, SampleCalls.operation("placeOrder")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "X-Forwarded-For, 10.0.0.1",
    "X-Forwarded-Host, internal",
    "X-Forwarded-Proto, https",
    "X-Forwarded-Port, 443",
    "X-Forwarded-Prefix, /admin",
    "X-Forwarded-User, lee",
    "X-Forwarded-Access-Token, x",
    "Forwarded, for=127.0.0.1;proto=https",
    "X-Real-IP, 127.0.0.1",
    "X-Client-IP, 127.0.0.1",
    "True-Client-IP, 127.0.0.1",
    "CF-Connecting-IP, 127.0.0.1",
    "Via, 1.1 internal",
    "X-User, lee",
    "X-User-Id, lee",
    "X-User-Name, lee",
    "X-User-Role, STAFF",
    "X-User-Roles, STAFF",
    "X-Customer-Id, lee",
    "X-Remote-User, lee",
    "Remote-User, lee",
    "X-Auth-Request-User, lee",
    "X-Role, OPERATOR",
    "X-Roles, OPERATOR",
    "X-Admin, true",
    "X-Internal, true",
    "X-Api-Key, x",
    "X-Original-URL, /api/v1/payments",
    "X-Original-URI, /api/v1/payments",
    "X-Rewrite-URL, /api/v1/payments",
    "X-Original-Method, DELETE",
    "X-HTTP-Method, DELETE",
    "X-HTTP-Method-Override, DELETE",
    "X-Method-Override, DELETE",
    "Caller, lee",
    "subject, lee",
    "role, STAFF",
    "customerId, lee",
    "deadline, 1",
    "orderId, other",
    "body, {}",
    "Proxy-Authorization, Basic a2ltOmtpbQ==",
    "Cookie, role=staff",
    "baggage, role=staff",
    "ce_subject, other"
  })
  void changesNothing(String name, String value) {
    int before = gateway.asked().size();

    HttpResponse<String> plain = order(gateway.asKim("/api/v1/orders"));
    HttpResponse<String> forged = order(gateway.asKim("/api/v1/orders").header(name, value));

    assertThat(forged.statusCode()).isEqualTo(plain.statusCode()).isEqualTo(200);
    Asked first = gateway.asked().get(before);
    Asked second = gateway.asked().get(before + 1);
    assertThat(second).isEqualTo(first);
    assertThat(second.request().caller()).isEqualTo(new Caller("kim", Role.CUSTOMER));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"X-User-Role", "X-Role", "role", "X-Internal", "Remote-User"})
  void makesNobodyStaff(String name) {
    int before = gateway.asked().size();

    SampleGateway.send(gateway.request(STOCK).header(name, "STAFF"));

    assertThat(gateway.asked().get(before).request().caller()).isEqualTo(Caller.ANONYMOUS);
  }

  /** A char stands for a byte. */
  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"", "key 1", "k\u00e9y", "k\u00c3\u00a9y", "key\t1"})
  void aMalformedKeyIsRefused(String key) {
    String token = SampleTokens.token("kim", "customer");
    String head =
        """
        POST /api/v1/orders HTTP/1.1\r
        Host: shop\r
        Connection: close\r
        Content-Type: application/json\r
        Content-Length: 2\r
        Authorization: Bearer %s\r
        Idempotency-Key: %s\r
        \r
        {}"""
            .formatted(token, key);
    int before = gateway.asked().size();

    RawConnection.Answer answer = RawConnection.exchange(gateway.port(), head);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.text()).contains("application/problem+json").contains("Idempotency-Key");
    assertThat(gateway.asked()).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {129, 1_000})
  void aKeyThatIsTooLongIsRefused(int length) {
    Refused.before(
            gateway,
            SampleCalls.complete(
                    gateway.asKim("/api/v1/orders"), SampleCalls.operation("placeOrder"))
                .setHeader("Idempotency-Key", "k".repeat(length)))
        .is(400, FailureCode.INVALID_PARAMETER, "Idempotency-Key");
  }

  @ParameterizedTest
  @CsvSource({
    "placeOrder",
    "cancelOrder",
    "returnOrder",
    "receiveStock",
    "adjustStock",
    "refundPayment"
  })
  void aKeyThatIsMissingIsRefused(String operationId) {
    Operation operation = SampleCalls.operation(operationId);
    Refused.before(
            gateway,
            gateway
                .as(SampleCalls.role(operation), SampleCalls.path(operation))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(SampleCalls.body(operationId))))
        .is(400, FailureCode.IDEMPOTENCY_KEY_REQUIRED, "Idempotency-Key");
  }

  @ParameterizedTest
  @CsvSource({
    "placeOrder",
    "cancelOrder",
    "returnOrder",
    "receiveStock",
    "adjustStock",
    "refundPayment"
  })
  void twoKeysAreRefused(String operationId) {
    Operation operation = SampleCalls.operation(operationId);
    Refused.before(
            gateway,
            SampleCalls.complete(
                    gateway.as(SampleCalls.role(operation), SampleCalls.path(operation)), operation)
                .header("Idempotency-Key", "key-2"))
        .is(400, FailureCode.INVALID_PARAMETER, "Idempotency-Key");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/products?limit=0 | limit",
        "/api/v1/products?limit=-1 | limit",
        "/api/v1/products?limit=201 | limit",
        "/api/v1/products?limit=1.5 | limit",
        "/api/v1/products?limit=1e1 | limit",
        "/api/v1/products?limit=%2B1 | limit",
        "/api/v1/products?limit= | limit",
        "/api/v1/products?limit | limit",
        "/api/v1/products?limit=1&limit=1 | limit",
        "/api/v1/products?limit=1&LIMIT=2 | limit",
        "/api/v1/products?limit=9223372036854775808 | limit",
        "/api/v1/products?limit=18446744073709551617 | limit",
        "/api/v1/products?limit=%D9%A1 | limit",
        "/api/v1/products?limit=1%0A | limit",
        "/api/v1/products?cursor= | cursor",
        "/api/v1/products?offset=1 | offset",
        "/api/v1/products?callback=alert | callback",
        "/api/v1/orders?customerId= | customerId",
        "/api/v1/orders?customerId=lee&customerId=kim | customerId",
        "/api/v1/orders?role=staff | role",
        "/api/v1/orders/01900000-0000-7000-8000-000000000000/events?after=-1 | after",
        "/api/v1/orders/01900000-0000-7000-8000-000000000000/events?after=x | after",
        "/api/v1/orders/01900000-0000-7000-8000-000000000000/events?after=9223372036854775808 | after"
      })
  void aWrongParameterIsNamed(String path, String name) {
    Refused.before(gateway, gateway.asKim(path)).is(400, FailureCode.INVALID_PARAMETER, name);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"1", "\"1", "W/1", "\"1\" \"2\"", "\"1\",", "**", "*, \"1\"", "'1'"})
  void aMalformedVersionIsRefused(String version) {
    Refused.before(
            gateway,
            SampleCalls.complete(
                gateway.as("staff", "/api/v1/products/LAMP-1").header("If-Match", version),
                SampleCalls.operation("changeProduct")))
        .is(400, FailureCode.INVALID_PARAMETER, "If-Match");
  }
}

package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.JsonSchema;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contracts.FailureCode;

class ChecksTest {

  private static final List<Operation> ALL = ApiDescription.load().operations();
  private static final String ORDER =
      """
      {"lines":[{"sku":"LAMP-1","quantity":2}],"paymentToken":"tok_visa",
       "shipTo":{"recipient":"Kim","street":"1 Main St","city":"London","postalCode":"E1",
                 "country":"GB"}}
      """;

  private static Operation operation(String id) {
    return ALL.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  private static JsonSchema orderSchema() {
    return operation("placeOrder").body().orElseThrow();
  }

  private static void checkOrder(String body) {
    Checks.body(orderSchema(), Optional.of("application/json"), Buffer.buffer(body));
  }

  private static void assertRefused(ThrowingCallable check, FailureCode code, String pointer) {
    assertThatThrownBy(check)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.reply().code()).isEqualTo(code);
              assertThat(refusal.reply().pointer()).isEqualTo(pointer);
            });
  }

  @Test
  void anOrderAsDescribedPasses() {
    checkOrder(ORDER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"quantity\":2          | \"quantity\":0             | /lines/0/quantity",
        "\"quantity\":2          | \"quantity\":-1            | /lines/0/quantity",
        "\"quantity\":2          | \"quantity\":1.5           | /lines/0/quantity",
        "\"quantity\":2          | \"quantity\":\"1\"         | /lines/0/quantity",
        "\"quantity\":2          | \"quantity\":2147483648    | /lines/0/quantity",
        "\"quantity\":2          | \"quantity\":null          | /lines/0/quantity",
        "\"quantity\":2          | \"quantity\":2,\"price\":1 | /lines/0/price",
        "\"quantity\":2          | \"colour\":\"red\"         | /lines/0/colour",
        "\"sku\":\"LAMP-1\"      | \"sku\":\"\"               | /lines/0/sku",
        "\"sku\":\"LAMP-1\"      | \"sku\":\"a\\u0000b\"      | /lines/0/sku",
        "\"sku\":\"LAMP-1\"      | \"sku\":\"<script>\"       | /lines/0/sku",
        "\"country\":\"GB\"      | \"country\":\"gb\"         | /shipTo/country",
        "\"recipient\":\"Kim\"   | \"recipient\":\"a\\u0000\" | /shipTo/recipient",
        "\"recipient\":\"Kim\"   | \"recipient\":\"\"         | /shipTo/recipient",
        "\"paymentToken\":       | \"customerId\":\"lee\",\"paymentToken\": | /customerId",
        "\"paymentToken\":       | \"status\":\"PAID\",\"paymentToken\":    | /status",
        "\"tok_visa\"            | \"4111 1111 1111 1111\"    | /paymentToken",
      })
  void namesThePartThatIsWrong(String part, String wrong, String pointer) {
    assertRefused(
        () -> checkOrder(ORDER.replace(part.strip(), wrong.strip())),
        FailureCode.INVALID_BODY,
        pointer);
  }

  @Test
  void namesEveryPartThatIsWrong() {
    String body = ORDER.replace("2", "0").replace("GB", "gb").replace("tok_visa", "");

    assertThatThrownBy(() -> checkOrder(body))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.reply().more().get("errors"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                    .hasSize(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "1",
        "{",
        "{\"a\":NaN}",
        "{} {}",
        "{\"a\":1,\"a\":2}",
        "// note\n{}",
        "\ufeff{}"
      })
  void whatIsNoJsonObjectIsMalformed(String body) {
    assertRefused(() -> checkOrder(body), FailureCode.MALFORMED_REQUEST, "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "application/json; charset=utf-8", "Application/JSON"})
  void readsJson(String contentType) {
    Checks.body(orderSchema(), Optional.of(contentType), Buffer.buffer(ORDER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/xml", "application/json; charset=utf-16", "json"})
  void readsNothingElse(String contentType) {
    assertRefused(
        () -> Checks.body(orderSchema(), Optional.of(contentType), Buffer.buffer(ORDER)),
        FailureCode.UNSUPPORTED_MEDIA_TYPE,
        "Content-Type");
  }

  @Test
  void aNumberBeyondAllBoundsIsMalformed() {
    assertRefused(
        () -> checkOrder("{\"a\":[1,{\"b\":1e400}]}"), FailureCode.MALFORMED_REQUEST, "/a/1/b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\ud800", "\\udc00\\ud800", "x\\ud83d"})
  void aTextOfNoCharactersIsNamed(String text) {
    assertRefused(
        () -> checkOrder(ORDER.replace("London", text)), FailureCode.INVALID_BODY, "/shipTo/city");
  }

  @Test
  void aTextBeyondTheFirstPlanePasses() {
    checkOrder(ORDER.replace("London", "\\ud83d\\ude80"));
  }

  private static Map<String, String> parameters(
      String operation, Map<String, String> path, MultiMap query, MultiMap headers) {
    return Checks.parameters(operation(operation), path, query, headers);
  }

  private static MultiMap none() {
    return MultiMap.caseInsensitiveMultiMap();
  }

  @Test
  void givesParametersUnderTheirNamesWhereverTheyCameFrom() {
    assertThat(
            parameters(
                "adjustStock",
                Map.of("sku", "LAMP-1"),
                none(),
                none().add("idempotency-key", "k1")))
        .isEqualTo(Map.of("sku", "LAMP-1", "Idempotency-Key", "k1"));
  }

  @Test
  void aMissingKeyHasAFailureOfItsOwn() {
    assertRefused(
        () -> parameters("placeOrder", Map.of(), none(), none()),
        FailureCode.IDEMPOTENCY_KEY_REQUIRED,
        "Idempotency-Key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "201", "x", "1.5", "", "9999999999999999999999"})
  void aWrongLimitIsNamed(String limit) {
    assertRefused(
        () -> parameters("listProducts", Map.of(), none().add("limit", limit), none()),
        FailureCode.INVALID_PARAMETER,
        "limit");
  }

  @Test
  void aParameterStandsOnce() {
    assertRefused(
        () ->
            parameters(
                "listProducts", Map.of(), none().add("limit", "1").add("limit", "2"), none()),
        FailureCode.INVALID_PARAMETER,
        "limit");
  }

  @Test
  void anUnknownQueryParameterIsNamed() {
    assertRefused(
        () -> parameters("listProducts", Map.of(), none().add("limt", "1"), none()),
        FailureCode.INVALID_PARAMETER,
        "limt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "01A1FC2F-724F-735A-A332-B77181D5466E", "' OR 1=1", "../x"})
  void thereIsNothingUnderAnIdThatIsNone(String orderId) {
    assertRefused(
        () -> parameters("getOrder", Map.of("orderId", orderId), none(), none()),
        FailureCode.NO_SUCH_RESOURCE,
        "orderId");
  }

  @Test
  void everyOperationSaysWhoMayCallIt() {
    assertThat(ALL)
        .allSatisfy(
            operation ->
                assertThat(operation.access().anonymous() || !operation.access().roles().isEmpty())
                    .as(operation.id())
                    .isTrue());
  }
}

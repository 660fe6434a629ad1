package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

/** A call of each operation that is right in every part. */
final class SampleCalls {

  static final String ORDER_ID = "01900000-0000-7000-8000-000000000000";

  private static final String PIECES =
      """
      {"lines":[{"sku":"LAMP-1","quantity":2}],"reason":"too large"}""";
  private static final String PRODUCT =
      """
      {"sku":"LAMP-1","name":"Lamp","price":{"minorUnits":339,"currency":"GBP"},"onSale":true}""";
  private static final String ADDRESS =
      """
      {"recipient":"Kim","street":"1 Main St","city":"London","postalCode":"E1","country":"GB"}""";
  private static final String ORDER =
      """
      {"lines":[{"sku":"LAMP-1","quantity":2}],"paymentToken":"tok_visa",
       "shipTo":%s}"""
          .formatted(ADDRESS);

  /** An operation that is missing here has not been thought of by the tests either. */
  private static final Map<String, String> OPERATION_TO_BODY =
      Map.ofEntries(
          Map.entry("createProduct", PRODUCT),
          Map.entry("changeProduct", PRODUCT.replace("\"sku\":\"LAMP-1\",", "")),
          Map.entry("receiveStock", "{\"quantity\":2,\"reference\":\"note 1\"}"),
          Map.entry("adjustStock", "{\"change\":-2,\"reason\":\"broken\"}"),
          Map.entry("placeOrder", ORDER),
          Map.entry("cancelOrder", PIECES),
          Map.entry("returnOrder", PIECES),
          Map.entry(
              "refundPayment",
              "{\"amount\":{\"minorUnits\":339,\"currency\":\"GBP\"},\"reason\":\"late\"}"),
          Map.entry("receiveProviderUpdate", "{\"status\":\"captured\",\"chargeId\":\"charge-1\"}"),
          Map.entry("receiveCarrierUpdate", "{\"status\":\"delivered\",\"trackingNumber\":\"T1\"}"),
          Map.entry(
              "registerCustomer",
              "{\"email\":\"kim@example.org\",\"password\":\"only-for-tests\",\"name\":\"Kim\"}"),
          Map.entry("verifyEmail", "{\"code\":\"only-for-tests\"}"),
          Map.entry("changeCustomer", "{\"name\":\"Kim\"}"),
          Map.entry("addAddress", ADDRESS),
          Map.entry("changeAddress", ADDRESS),
          Map.entry("createApiKey", "{\"name\":\"till\"}"),
          Map.entry("createClient", "{\"name\":\"till\"}"));

  private static final Map<String, String> PARAMETER_TO_VALUE =
      Map.of(
          "orderId",
          ORDER_ID,
          "customerId",
          ORDER_ID,
          "addressId",
          ORDER_ID,
          "keyId",
          ORDER_ID,
          "clientId",
          "till",
          "sku",
          "LAMP-1",
          "reference",
          ORDER_ID + ".1",
          "Idempotency-Key",
          "key-1",
          "Stampede-Signature",
          "t=1,v1=0");

  private SampleCalls() {}

  static Operation operation(String id) {
    return SampleGateway.DESCRIPTION.operations().stream()
        .filter(operation -> operation.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** Its path, with a value for each parameter. */
  static String path(Operation operation) {
    StringBuilder path = new StringBuilder();
    for (String segment : operation.path()) {
      path.append('/')
          .append(
              Operation.isParameter(segment) ? value(Operation.parameterName(segment)) : segment);
    }
    return path.toString();
  }

  private static String value(String parameter) {
    String value = PARAMETER_TO_VALUE.get(parameter);
    assertThat(value)
        .as("a value for the parameter %s in %s", parameter, SampleCalls.class)
        .isNotNull();
    return value;
  }

  /** Its body. */
  static String body(String operationId) {
    String body = OPERATION_TO_BODY.get(operationId);
    assertThat(body).as("a body for %s in %s", operationId, SampleCalls.class).isNotNull();
    return body;
  }

  /** The call's method, headers and body, put on a request to its path. */
  static HttpRequest.Builder complete(HttpRequest.Builder request, Operation operation) {
    return operation.body().isPresent()
        ? complete(request, operation, body(operation.id()))
        : head(request, operation).method(operation.method().name(), BodyPublishers.noBody());
  }

  /** The same with another body. */
  static HttpRequest.Builder complete(
      HttpRequest.Builder request, Operation operation, String body) {
    return head(request, operation)
        .header("Content-Type", "application/json")
        .method(operation.method().name(), BodyPublishers.ofString(body));
  }

  /** Only what must be in the head. */
  static HttpRequest.Builder head(HttpRequest.Builder request, Operation operation) {
    operation.parameters().stream()
        .filter(parameter -> parameter.in().equals("header") && parameter.required())
        .forEach(parameter -> request.header(parameter.name(), value(parameter.name())));
    return request;
  }

  /** A role that may call it. */
  static String role(Operation operation) {
    return operation.access().roles().stream()
        .findFirst()
        .map(role -> role.name().toLowerCase(java.util.Locale.ROOT))
        .orElse("customer");
  }
}

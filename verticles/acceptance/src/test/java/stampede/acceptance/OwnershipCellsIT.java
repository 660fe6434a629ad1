package stampede.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation on something of a customer's, by every kind of caller, as the API's description
 * says who may: to another customer it is not there. No call here may change anything.
 */
@ExtendWith(ShowsOutput.class)
class OwnershipCellsIT {

  private static final Map<String, String> OPERATION_TO_BODY =
      Map.of(
          "cancelOrder", "{\"lines\":[{\"sku\":\"not-in-it\",\"quantity\":1}]}",
          "returnOrder", "{\"lines\":[{\"sku\":\"not-in-it\",\"quantity\":1}]}",
          "refundPayment",
              "{\"amount\":{\"minorUnits\":1000000000000,\"currency\":\"GBP\"},\"reason\":\"no\"}");

  private static ShopApi api;
  private static PlacedOrder order;
  private static JsonNode delivered;

  @BeforeAll
  static void openShop() {
    ShopProcess shop = SharedShop.get();
    api = shop.api();
    String sku = api.newProduct(100, 10);
    order = PlacedOrder.place(shop, Caller.order(sku, 1, "tok_visa")).deliver();
    order.awaitMoney("CAPTURED", 100, 0);
    delivered = order.now();
  }

  enum Who {
    THE_OWNER("CUSTOMER"),
    ANOTHER_CUSTOMER("CUSTOMER"),
    STAFF("STAFF"),
    AN_OPERATOR("OPERATOR"),
    NOBODY("");

    private final String role;

    Who(String role) {
      this.role = role;
    }

    Caller caller() {
      return switch (this) {
        case THE_OWNER -> order.customer();
        case ANOTHER_CUSTOMER -> api.newCustomer();
        case STAFF -> api.staff();
        case AN_OPERATOR -> api.operator();
        case NOBODY -> api.anonymous();
      };
    }
  }

  /** An operation and who calls it. */
  record Cell(String operation, String method, String path, Set<String> roles, Who who) {

    /** What it must be answered with; when it is let through, what fits the order as it is. */
    Set<Integer> statuses() {
      if (who == Who.NOBODY) {
        return Set.of(401);
      }
      if (!roles.contains(who.role)) {
        return Set.of(403);
      }
      return who == Who.ANOTHER_CUSTOMER ? Set.of(404) : Set.of(200, 409, 422);
    }

    @Override
    public String toString() {
      return "%s by %s: %s".formatted(operation, who, new TreeSet<>(statuses()));
    }
  }

  static List<Cell> cells() throws IOException {
    List<Cell> cells = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : description().path("paths").properties()) {
      for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
        JsonNode operation = member.getValue();
        if (path.getKey().contains("{orderId}") && operation.has("x-roles")) {
          Set<String> roles = new TreeSet<>();
          operation.path("x-roles").forEach(role -> roles.add(role.asText()));
          for (Who who : Who.values()) {
            cells.add(
                new Cell(
                    operation.path("operationId").asText(),
                    member.getKey(),
                    path.getKey(),
                    roles,
                    who));
          }
        }
      }
    }
    return cells;
  }

  private static JsonNode description() throws IOException {
    try (InputStream yaml =
        Objects.requireNonNull(
            OwnershipCellsIT.class.getResourceAsStream("/stampede/gateway/openapi.yaml"))) {
      return new YAMLMapper().readTree(yaml);
    }
  }

  private static Answer call(Cell cell) {
    Caller caller = cell.who().caller();
    String path = cell.path().replace("{orderId}", order.id());
    if (cell.method().equals("get")) {
      return caller.get(path);
    }
    String body = OPERATION_TO_BODY.get(cell.operation());
    assertThat(body).as("a body for %s that changes nothing", cell.operation()).isNotNull();
    return caller.send(
        Caller.with(caller.request(path), "Idempotency-Key", UUID.randomUUID().toString())
            .method(
                cell.method().toUpperCase(java.util.Locale.ROOT), BodyPublishers.ofString(body)));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void isAnsweredAsTheDescriptionSays(Cell cell) {
    Answer answer = call(cell);

    assertThat(cell.statuses()).as(answer.text()).contains(answer.status());
    if (answer.status() != 200) {
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(answer.code()).isPositive();
    }
    assertThat(order.now()).isEqualTo(delivered);
    order.awaitMoney("CAPTURED", 100, 0);
  }

  @Test
  void anotherCustomersListStaysEmptyWhateverIsAskedFor() {
    String owner = order.placed().path("customerId").asText();

    Answer list = api.newCustomer().get("/api/v1/orders?customerId=" + owner);

    assertThat(list.expect(200).json().path("items")).isEmpty();
    assertThat(api.staff().get("/api/v1/orders?customerId=" + owner).json().path("items"))
        .hasSize(1);
  }
}

package stampede.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.acceptance.PlacedOrder.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every answer of the API is like: versions, pages, problems, traces. */
@ExtendWith(ShowsOutput.class)
class AnswersIT {

  private static final String ORDERS = "/api/v1/orders";

  private static ShopProcess shop;
  private static ShopApi api;

  @BeforeAll
  static void openShop() {
    shop = SharedShop.get();
    api = shop.api();
  }

  @Test
  void aProductIsChangedByWhoHasSeenItAsItIs() {
    String sku = api.newProduct(1_000, 0);
    String path = "/api/v1/products/" + sku;
    Caller staff = api.staff();
    String seen = staff.get(path).expect(200).header("ETag");
    Map<String, Object> changed =
        Map.of("name", "Better", "price", ShopApi.money(900), "onSale", true);

    Answer first = staff.put(path, changed, "If-Match", seen);
    Answer second = staff.put(path, changed, "If-Match", seen);
    Answer blind = staff.put(path, changed);

    assertThat(first.expect(200).header("ETag")).isNotEmpty().isNotEqualTo(seen);
    assertThat(second.expect(412).code()).isEqualTo(3002);
    assertThat(blind.expect(428).code()).isEqualTo(3003);
    Caller anybody = api.anonymous();
    Answer known =
        anybody.send(anybody.request(path).header("If-None-Match", first.header("ETag")).GET());
    assertThat(known.expect(304).text()).isEmpty();
    assertThat(anybody.get(path).expect(200).json().path("name").asText()).isEqualTo("Better");
  }

  @Test
  void aCustomersOrdersComePageByPageNewestFirst() {
    String sku = api.newProduct(100, 10);
    Caller customer = api.newCustomer();
    List<String> placed = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      placed.add(
          customer
              .post(ORDERS, Caller.order(sku, 1, "tok_visa"))
              .expect(201)
              .json()
              .path("id")
              .asText());
    }

    List<List<String>> pages = pages(customer, ORDERS + "?limit=2", "id");

    assertThat(pages).extracting(List::size).containsExactly(2, 2, 1);
    assertThat(pages.stream().flatMap(List::stream).toList()).isEqualTo(placed.reversed());
    assertThat(customer.get(ORDERS + "?limit=0").expect(400).code()).isEqualTo(1002);
    assertThat(customer.get(ORDERS + "?cursor=nonsense").expect(400).code()).isEqualTo(1002);
  }

  @Test
  void theCatalogueComesPageByPageBySku() {
    String prefix = "page-" + UUID.randomUUID() + "-";
    List<String> skus =
        IntStream.range(0, 5).mapToObj(i -> api.newProduct(prefix + i, 100, 0)).toList();

    List<String> all =
        pages(api.anonymous(), "/api/v1/products?limit=3", "sku").stream()
            .flatMap(List::stream)
            .toList();

    assertThat(all).doesNotHaveDuplicates().containsSubsequence(skus);
  }

  private static List<List<String>> pages(Caller caller, String path, String field) {
    List<List<String>> pages = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = caller.get(path + cursor).expect(200).json();
      List<String> items = new ArrayList<>();
      page.path("items").forEach(item -> items.add(item.path(field).asText()));
      pages.add(items);
      cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty());
    return pages;
  }

  @Test
  void everyRefusalIsAProblemThatCanBeReported() {
    Caller customer = api.newCustomer();
    String unknown = UUID.randomUUID().toString();

    List<Answer> refused =
        List.of(
            api.anonymous().get(ORDERS),
            customer.get(ORDERS + "/" + unknown),
            customer.get(ORDERS + "/nonsense"),
            customer.get("/api/v1/nothing"),
            customer.put(ORDERS, Map.of()),
            customer.post(ORDERS, "{\"lines\":"),
            customer.post(ORDERS, Map.of()),
            customer.post(ORDERS, Caller.order("unknown", 1, "tok_visa")));

    assertThat(refused)
        .extracting(Answer::status)
        .containsExactly(401, 404, 404, 404, 405, 400, 422, 422);
    assertThat(refused).allSatisfy(AnswersIT::isAProblem);
  }

  private static void isAProblem(Answer answer) {
    JsonNode problem = answer.json();
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(problem.path("type").asText()).startsWith("urn:stampede:problem:");
    assertThat(problem.path("title").asText()).isNotBlank();
    assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
    assertThat(problem.path("detail").asText()).isNotBlank().doesNotContain("Exception");
    assertThat(problem.path("code").asInt()).isPositive();
    assertThat(problem.path("traceId").asText()).isEqualTo(answer.header("Trace-Id"));
    assertThat(answer.header("Trace-Id")).matches("[0-9a-f]{32}");
  }

  @Test
  void everyAnswerSaysItsTrace() {
    Caller anybody = api.anonymous();

    List<Answer> answers =
        List.of(
            anybody.get("/health"),
            anybody.get("/api/v1/openapi.json"),
            anybody.get("/api/v1/openapi.yaml"),
            anybody.get("/api/v1/products"));

    assertThat(answers)
        .allSatisfy(
            answer -> assertThat(answer.expect(200).header("Trace-Id")).matches("[0-9a-f]{32}"));
    assertThat(answers).extracting(answer -> answer.header("Trace-Id")).doesNotHaveDuplicates();
  }

  @Test
  void theTraceOfAnOrderIsThatOfItsEvents() {
    String sku = api.newProduct(100, 10);
    Caller customer = api.newCustomer();

    Answer placed = customer.post(ORDERS, Caller.order(sku, 1, "tok_visa")).expect(201);

    String id = placed.json().path("id").asText();
    String trace = placed.header("Trace-Id");
    eventually(
        () ->
            assertThat(EventLog.read(shop, List.of("stampede.order", "stampede.inventory")))
                .filteredOn(record -> record.key().equals(id))
                .filteredOn(
                    record ->
                        EventLog.header(record, "traceparent").startsWith("00-" + trace + "-"))
                .extracting(record -> EventLog.header(record, "ce_type"))
                .anyMatch(type -> type.endsWith("OrderPlaced.v1"))
                .anyMatch(type -> type.endsWith("StockReserved.v1")));
  }

  @Test
  void aTraceThatAClientBeganGoesOn() {
    String trace = UUID.randomUUID().toString().replace("-", "");
    Caller anybody = api.anonymous();

    Answer answer =
        anybody.send(
            anybody
                .request("/api/v1/products")
                .header("traceparent", "00-%s-00f067aa0ba902b7-01".formatted(trace))
                .GET());

    assertThat(answer.expect(200).header("Trace-Id")).isEqualTo(trace);
  }
}

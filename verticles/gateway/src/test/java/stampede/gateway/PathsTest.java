package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.gateway.RawConnection.Answer;

/** Paths and queries as attackers write them: nothing is found by a trick. */
class PathsTest {

  private static SampleGateway gateway;

  @BeforeAll
  static void start() {
    gateway = SampleGateway.answering(Duration.ofSeconds(10));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static Answer get(String target) {
    return RawConnection.exchange(
        gateway.port(), "GET " + target + " HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=%", "limit=%zz", "limit=%ff", "limit=%c0%af", "%=1"})
  void aMalformedQueryIsRefusedByItsName(String query) {
    Answer answer = get("/api/v1/products?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text())
        .contains("application/problem+json")
        .contains("\"pointer\":\"query\"")
        .contains("the query is malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/products/../products",
        "/api/v1/products/%2e%2e/products",
        "/api/v1/products/.%2e/products",
        "/api/v1/products/%252e%252e/products",
        "/api/v1/products/..%2fproducts",
        "/api/v1/products/%2e%2e%2fproducts",
        "/api/v1/products/..%5cproducts",
        "/api/v1/products/..\\products",
        "/api/v1/products/%c0%ae%c0%ae/products",
        "/api/v1/products/%ef%bc%8e%ef%bc%8e/products",
        "/api/v1/products/..;/products",
        "/api/v1/products/..%00/products",
        "/api/v1/products/%u002e%u002e/products",
        "/api/v1/products/%2e%2e",
        "/api/v1/products/%252e%252e",
        "/api/v1//products",
        "//api/v1/products",
        "/api/v1/./products",
        "/api/v1/products/",
        "/api/v%31/products",
        "/api/v%2531/products",
        "/api%2fv1%2fproducts",
        "/api/v1/products%00",
        "/api/v1/products;a=b",
        "/api/v1/products/LAMP%2f1",
        "/api/v1/products/LAMP%001",
        "/api/v1/products/LAMP-1;a=b",
        "/api/v1/products/LAMP-1%3ba=b",
        "/API/v1/products"
      })
  void aTrickOfAPathLeadsNowhere(String path) {
    int before = gateway.asked().size();

    Answer answer = get(path);

    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.text()).contains("application/problem+json");
    assertThat(gateway.asked()).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/v1/orders/",
        "/api/v1//orders",
        "/api/v1/orders/%2e%2e/payments",
        "/api/v1/nothing",
        "/api/v2/orders"
      })
  void thereIsNothingElse(String path) {
    assertThat(get(path).status()).isEqualTo(404);
  }
}

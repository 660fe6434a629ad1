package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import stampede.gateway.RawConnection.Answer;

/** What clients see of a gateway. */
class GatewayIT {

  private static SampleGateway gateway;

  @BeforeAll
  static void start() {
    gateway = SampleGateway.start(Duration.ofSeconds(10));
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
    int before = gateway.asked();

    Answer answer = get(path);

    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.text()).contains("application/problem+json");
    assertThat(gateway.asked()).isEqualTo(before);
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
        connection.send(
            """
            POST /api/v1/payments/01900000-0000-7000-8000-000000000000/provider-updates HTTP/1.1\r
            Host: shop\r
            Content-Type: application/json\r
            Stampede-Signature: t=1,v1=0\r
            Content-Length: 14\r
            Expect: 100-continue\r
            \r
            """);
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

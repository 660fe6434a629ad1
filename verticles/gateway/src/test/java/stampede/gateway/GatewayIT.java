package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
}

package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Named.named;
import static stampede.gateway.RawConnection.LIST;
import static stampede.gateway.RawConnection.UPDATE;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that keep a connection busy without ever sending a whole request. */
class SlowClientIT {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static SampleGateway gateway;

  @BeforeAll
  static void start() {
    gateway = SampleGateway.answering(PATIENCE);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  static Stream<Named<String>> beginnings() {
    return Stream.of(
        named("first line", "GET /"),
        named("header", LIST + "A: "),
        named("after a request that was whole", LIST + "\r\n" + LIST + "A: "),
        named("body", UPDATE + "Content-Length: 10000\r\n\r\n"),
        named("chunk", UPDATE + "Transfer-Encoding: chunked\r\n\r\n1000\r\n"),
        named(
            "body that nobody reads",
            "POST /none HTTP/1.1\r\nHost: shop\r\nContent-Length: 10000\r\n\r\n"));
  }

  @ParameterizedTest
  @MethodSource("beginnings")
  void whoeverDripsIsCutOffAndOthersAreAnswered(String beginning) {
    try (RawConnection dripping = new RawConnection(gateway.port())) {
      dripping.send(beginning);

      await()
          .pollInterval(Duration.ofMillis(50))
          .atMost(PATIENCE.multipliedBy(5))
          .until(() -> !dripping.send("x"));

      assertThat(
              RawConnection.exchange(gateway.port(), LIST + "Connection: close\r\n\r\n").status())
          .isEqualTo(200);
    }
  }

  @Test
  void aConnectionThatRestsBetweenRequestsStaysOpen() {
    try (RawConnection resting = new RawConnection(gateway.port())) {
      resting.send(LIST + "\r\n");
      resting.until("[]");
      Future<?> rested = gateway.vertx().timer(PATIENCE.multipliedBy(2).toMillis());
      await().until(rested::succeeded);

      resting.send(LIST + "\r\n");

      assertThat(resting.until("[]")).startsWith("HTTP/1.1 200");
    }
  }
}

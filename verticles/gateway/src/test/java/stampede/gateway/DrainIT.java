package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static stampede.gateway.SampleTokens.token;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stampede.gateway.RawConnection.Answer;
import stampede.platform.api.ApiReply;

/** How a gateway ends. */
class DrainIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Promise<ApiReply> orders = Promise.promise();
  private SampleGateway gateway;

  @BeforeEach
  void start() {
    gateway = new SampleGateway(TIMEOUT);
    gateway.serve("listOrders", request -> orders.future());
    gateway.serve(
        "getOrderEvents",
        request ->
            Future.succeededFuture(ApiReply.ok(Map.of("events", List.of(), "ended", false))));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private static String authorization() {
    return "Authorization: Bearer " + token("kim", "staff") + "\r\n";
  }

  private static String stream() {
    return """
        GET /api/v1/orders/01900000-0000-7000-8000-000000000000/events HTTP/1.1\r
        Host: shop\r
        Accept: text/event-stream\r
        """
        + authorization()
        + "\r\n";
  }

  @Test
  void streamsDoNotHoldUpTheEnd() {
    try (RawConnection before = new RawConnection(gateway.port());
        RawConnection within = new RawConnection(gateway.port())) {
      before.send(stream());
      before.until("text/event-stream");
      Future<Void> drained = gateway.verticle().drain();
      before.until("0\r\n\r\n");
      within.send(stream());

      Answer answer = within.rest();

      assertThat(answer.status()).as("refused, or already closed").isIn(503, 0);
      assertThat(answer.closed()).isTrue();
      await().atMost(TIMEOUT.dividedBy(2)).until(drained::succeeded);
    }
  }

  @Test
  void whatIsUnderWayIsAnswered() {
    try (RawConnection connection = new RawConnection(gateway.port())) {
      connection.send("GET /api/v1/orders HTTP/1.1\r\nHost: shop\r\n" + authorization() + "\r\n");
      await().until(() -> gateway.asked().size() == 1);
      Future<Void> drained = gateway.verticle().drain();
      await().until(() -> isRefused(gateway.port()));

      orders.complete(ApiReply.ok(Map.of("items", List.of())));

      Answer answer = connection.rest();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.closed()).isTrue();
      await().until(drained::succeeded);
    }
  }

  private static boolean isRefused(int port) {
    try {
      new RawConnection(port).close();
      return false;
    } catch (UncheckedIOException e) {
      return true;
    }
  }
}

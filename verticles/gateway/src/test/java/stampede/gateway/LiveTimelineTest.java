package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.gateway.SampleGateway.send;
import static stampede.gateway.SampleTokens.token;
import static stampede.platform.SampleDatabase.await;

import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stampede.contracts.FailureCode;
import stampede.contracts.order.OrderEvent;
import stampede.gateway.RawConnection.Answer;
import stampede.platform.api.ApiReply;
import stampede.platform.api.ApiRequest;
import stampede.platform.events.OutboxRelay;

/** An order's timeline as server-sent events, through the whole gateway. */
class LiveTimelineTest {

  private static final UUID ORDER_ID = new UUID(1, 2);
  private static final String PATH = "/api/v1/orders/" + ORDER_ID + "/events";

  private final List<String> happened = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean ended;
  private SampleGateway gateway;

  @BeforeEach
  void open() {
    gateway = new SampleGateway(Duration.ofSeconds(5));
    gateway.serve("getOrderEvents", request -> Future.succeededFuture(timeline(request)));
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private ApiReply timeline(ApiRequest request) {
    long after = request.parameter("after").map(Long::valueOf).orElse(0L);
    List<Map<String, Object>> events = new ArrayList<>();
    for (int sequence = 1; sequence <= happened.size(); sequence++) {
      if (sequence > after) {
        events.add(Map.of("sequence", sequence, "event", happened.get(sequence - 1)));
      }
    }
    return ApiReply.ok(Map.of("events", events, "ended", ended));
  }

  private RawConnection watch(String more) {
    RawConnection connection = new RawConnection(gateway.port());
    connection.send(
        """
        GET %s HTTP/1.1\r
        Host: x\r
        Accept: text/event-stream\r
        Authorization: Bearer %s\r
        %s\r
        """
            .formatted(PATH, token("kim", "customer"), more));
    return connection;
  }

  private void tellNews() {
    gateway
        .vertx()
        .eventBus()
        .publish(OutboxRelay.newsAddress(OrderEvent.TOPIC.name()), "another\n" + ORDER_ID);
  }

  @Test
  void tellsWhatHasHappenedAndThenWhatHappens() {
    happened.add("OrderPlaced");
    try (RawConnection client = watch("")) {
      String first = client.until("\n\n");
      happened.add("OrderPaid");

      tellNews();

      assertThat(first)
          .startsWith("HTTP/1.1 200 OK\r\n")
          .containsIgnoringCase("\r\ncontent-type: text/event-stream\r\n")
          .contains("id: 1\nevent: OrderPlaced\n");
      assertThat(client.until("\n\n")).contains("id: 2\nevent: OrderPaid\n");
    }
  }

  @Test
  void goesOnWhereTheClientHasBrokenOff() {
    happened.addAll(List.of("OrderPlaced", "OrderPaid", "OrderConfirmed"));

    try (RawConnection client = watch("Last-Event-ID: 2\r\n")) {
      assertThat(client.until("\n\n"))
          .contains("id: 3\nevent: OrderConfirmed\n")
          .doesNotContain("id: 1", "id: 2");
    }
  }

  @Test
  void endsWithTheOrder() {
    happened.add("OrderPlaced");
    try (RawConnection client = watch("Connection: close\r\n")) {
      client.until("\n\n");
      happened.add("OrderCancelled");
      ended = true;

      tellNews();

      Answer rest = client.rest();
      assertThat(rest.text()).contains("id: 2\nevent: OrderCancelled\n");
      assertThat(rest.closed()).isTrue();
    }
  }

  @Test
  void endsWhenTheGatewayDrains() {
    happened.add("OrderPlaced");
    try (RawConnection client = watch("")) {
      client.until("\n\n");

      Future<Void> drained = gateway.verticle().drain();

      client.until("0\r\n\r\n");
      await(drained);
    }
  }

  @Test
  void anOrderThatIsNotTheirsIsAnOrdinaryProblem() {
    gateway.close();
    gateway = new SampleGateway(Duration.ofSeconds(5));
    gateway.serve(
        "getOrderEvents",
        request ->
            Future.succeededFuture(
                ApiReply.refused(FailureCode.NO_SUCH_RESOURCE, "there is no such order")));

    HttpResponse<String> response = send(gateway.asKim(PATH).header("Accept", "text/event-stream"));

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void withoutAskingForAStreamItIsADocument() {
    happened.add("OrderPlaced");

    HttpResponse<String> response = send(gateway.asKim(PATH));

    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(response.body()).contains("OrderPlaced");
  }
}

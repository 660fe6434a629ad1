package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.gateway.OpenGateway.send;
import static stampede.gateway.OpenGateway.token;
import static stampede.platform.SampleDatabase.await;

import io.vertx.core.Future;
import java.io.IOException;
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
import stampede.platform.api.ApiReply;
import stampede.platform.api.ApiRequest;
import stampede.platform.events.OutboxRelay;

/** An order's timeline as server-sent events. */
class LiveEventsTest {

  private static final UUID ORDER_ID = new UUID(1, 2);
  private static final String PATH = "/api/v1/orders/" + ORDER_ID + "/events";

  private final List<String> happened = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean ended;
  private OpenGateway gateway;

  @BeforeEach
  void open() {
    gateway = new OpenGateway(Duration.ofSeconds(5));
    gateway.answer("getOrderEvents", request -> Future.succeededFuture(timeline(request)));
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

  private RawClient watch(String more) throws IOException {
    return new RawClient(gateway.port())
        .send(
            "GET %s HTTP/1.1\nHost: x\nAccept: text/event-stream\nAuthorization: Bearer %s\n%s\n"
                .formatted(PATH, token("kim", "customer"), more));
  }

  private void tellNews() {
    gateway
        .vertx()
        .eventBus()
        .publish(OutboxRelay.newsAddress(OrderEvent.TOPIC.name()), "another\n" + ORDER_ID);
  }

  @Test
  void tellsWhatHasHappenedAndThenWhatHappens() throws Exception {
    happened.add("OrderPlaced");
    try (RawClient client = watch("")) {
      List<String> first = client.until("data");
      happened.add("OrderPaid");

      tellNews();

      assertThat(first.getFirst()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(first)
          .containsSubsequence("id: 1", "event: OrderPlaced")
          .anyMatch(line -> line.equalsIgnoreCase("content-type: text/event-stream"));
      assertThat(client.until("data")).contains("id: 2", "event: OrderPaid");
    }
  }

  @Test
  void goesOnWhereTheClientHasBrokenOff() throws Exception {
    happened.addAll(List.of("OrderPlaced", "OrderPaid", "OrderConfirmed"));

    try (RawClient client = watch("Last-Event-ID: 2\n")) {
      assertThat(client.until("data"))
          .contains("id: 3", "event: OrderConfirmed")
          .doesNotContain("id: 1", "id: 2");
    }
  }

  @Test
  void endsWithTheOrder() throws Exception {
    happened.add("OrderPlaced");
    try (RawClient client = watch("Connection: close\n")) {
      client.until("data");
      happened.add("OrderCancelled");
      ended = true;

      tellNews();

      assertThat(client.until("(closed)")).contains("id: 2", "event: OrderCancelled");
    }
  }

  @Test
  void endsWhenTheGatewayDrains() throws Exception {
    happened.add("OrderPlaced");
    try (RawClient client = watch("")) {
      client.until("data");

      Future<Void> drained = gateway.verticle().drain();

      assertThat(client.until("0")).last().isEqualTo("0");
      await(drained);
    }
  }

  @Test
  void anOrderThatIsNotTheirsIsAnOrdinaryProblem() {
    gateway.close();
    gateway = new OpenGateway(Duration.ofSeconds(5));
    gateway.answer(
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

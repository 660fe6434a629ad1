package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stampede.platform.SampleDatabase;
import stampede.platform.api.ApiReply;
import stampede.platform.events.OutboxRelay;

/** Streams over real connections, of one aggregate whose service answers when the test says. */
class LiveEventsTest {

  private static final String TOPIC = "stampede.order";
  private static final String AGGREGATE = "order-1";

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final LiveEvents events = new LiveEvents(vertx);
  private final BlockingQueue<Promise<ApiReply>> asked = new LinkedBlockingQueue<>();
  private final List<HttpServerResponse> responses = new CopyOnWriteArrayList<>();
  private int port;

  @BeforeEach
  void start() {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  responses.add(request.response());
                  events.open(request.response(), AGGREGATE, 0, after -> ask());
                });
    port =
        SampleDatabase.await(
                onContext(() -> events.start(Set.of(TOPIC)).compose(on -> server.listen(0))))
            .actualPort();
  }

  @AfterEach
  void stop() {
    SampleDatabase.await(vertx.close());
  }

  private <T> Future<T> onContext(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(ignored -> work.get().onComplete(done));
    return done.future();
  }

  private Future<ApiReply> ask() {
    Promise<ApiReply> answer = Promise.promise();
    asked.add(answer);
    return answer.future();
  }

  private RawConnection connect() {
    RawConnection connection = new RawConnection(port);
    connection.send("GET / HTTP/1.1\r\nHost: shop\r\n\r\n");
    return connection;
  }

  /** Waits until the service is asked, and answers with the event of that sequence. */
  private void answer(int sequence) throws InterruptedException {
    Promise<ApiReply> next = asked.poll(5, TimeUnit.SECONDS);
    assertThat(next).as("the service is asked").isNotNull();
    Map<String, Object> event = Map.of("sequence", sequence, "event", "Happened");
    context.runOnContext(
        ignored -> next.complete(ApiReply.ok(Map.of("events", List.of(event), "ended", false))));
  }

  @Test
  void newsWakesAStream() throws InterruptedException {
    try (RawConnection connection = connect()) {
      answer(1);
      answer(2);
      connection.until("id: 2\n");

      vertx.eventBus().publish(OutboxRelay.newsAddress(TOPIC), AGGREGATE);
      answer(3);

      assertThat(connection.until("id: 3\n")).doesNotContain("id: 1");
    }
  }

  @Test
  void aClientThatLeavesBeforeTheFirstAnswerLeavesNoStreamBehind() throws InterruptedException {
    RawConnection connection = connect();
    await().until(() -> asked.size() == 1);
    connection.close();
    await().until(() -> responses.getFirst().closed());

    answer(1);

    assertThat(openStreams()).isZero();
    assertThat(asked).as("nobody asks for a client who has left").isEmpty();
  }

  @Test
  void aClientThatLeavesLaterLeavesNoStreamBehind() throws InterruptedException {
    RawConnection connection = connect();
    answer(1);
    connection.until("id: 1\n");
    assertThat(openStreams()).isOne();

    connection.close();

    await().untilAsserted(() -> assertThat(openStreams()).isZero());
  }

  @Test
  void theEndEndsAllStreams() throws InterruptedException {
    try (RawConnection connection = connect()) {
      answer(1);
      connection.until("id: 1\n");

      end();

      connection.until("0\r\n\r\n");
      assertThat(openStreams()).isZero();
    }
  }

  @Test
  void noStreamIsOpenedAfterTheEndHasBegun() throws InterruptedException {
    try (RawConnection connection = connect()) {
      await().until(() -> asked.size() == 1);
      end();

      answer(1);

      assertThat(connection.until("\r\n\r\n")).contains("503").contains("Connection: close");
      assertThat(openStreams()).isZero();
    }
  }

  private void end() {
    SampleDatabase.await(
        onContext(
            () -> {
              events.stop();
              return Future.succeededFuture();
            }));
  }

  /** Asked on the streams' own context, so after everything that was put there before. */
  private int openStreams() {
    return SampleDatabase.await(onContext(() -> Future.succeededFuture(events.open())));
  }
}

package stampede.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import stampede.contracts.FailureCode;
import stampede.platform.api.ApiReply;
import stampede.platform.events.OutboxRelay;
import stampede.platform.json.Json;

/**
 * Keeps answers open as server-sent events (WHATWG HTML, section 9.2). A stream asks its operation
 * again for what came after its last event, whenever there is news of its aggregate, and every
 * {@value #LOOK_MILLIS} ms, as news may be lost. It ends with the aggregate, or after {@link
 * #LONGEST}; the client goes on with {@code Last-Event-ID}. One per verticle instance.
 */
final class LiveEvents {

  private static final long LOOK_MILLIS = 10_000;
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int MOST_STREAMS = 20_000;

  private final Vertx vertx;
  private final Map<String, Set<Stream>> streams = new HashMap<>();
  private final List<MessageConsumer<String>> news = new ArrayList<>();
  private int open;
  private boolean stopping;

  LiveEvents(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Listens to the news of those topics. */
  Future<Void> start(Set<String> topics) {
    List<Future<Void>> listening = new ArrayList<>();
    for (String topic : topics) {
      MessageConsumer<String> consumer =
          vertx.eventBus().consumer(OutboxRelay.newsAddress(topic), this::wake);
      news.add(consumer);
      listening.add(consumer.completion());
    }
    return Future.all(listening).mapEmpty();
  }

  private void wake(Message<String> ids) {
    ids.body()
        .lines()
        .forEach(id -> List.copyOf(streams.getOrDefault(id, Set.of())).forEach(Stream::look));
  }

  /** Ends all streams and opens no further ones. On the context that it was started on. */
  void stop() {
    stopping = true;
    streams.values().stream().flatMap(Set::stream).toList().forEach(stream -> stream.end());
  }

  /** How many streams are open. */
  int open() {
    return open;
  }

  /**
   * Answers with a stream; while it stops, with a refusal.
   *
   * @param aggregateId what it is about
   * @param after the sequence of the last event that the client has
   * @param ask the operation: what came after that sequence
   */
  void open(
      HttpServerResponse response,
      String aggregateId,
      long after,
      LongFunction<Future<ApiReply>> ask) {
    requireRoom(response);
    new Stream(response, aggregateId, after, ask).begin();
  }

  private void requireRoom(HttpServerResponse response) {
    if (stopping) {
      response.putHeader("Connection", "close");
      throw Refusal.of(FailureCode.SERVICE_UNAVAILABLE, "the gateway ends: come back elsewhere");
    }
    if (open >= MOST_STREAMS) {
      throw Refusal.of(FailureCode.TOO_MUCH_TO_DO, "too many streams are open");
    }
  }

  private final class Stream {

    private final HttpServerResponse response;
    private final String aggregateId;
    private final LongFunction<Future<ApiReply>> ask;
    private long last;
    private boolean asking;
    private boolean askAgain;
    private long periodic = -1;
    private long end = -1;

    Stream(
        HttpServerResponse response,
        String aggregateId,
        long after,
        LongFunction<Future<ApiReply>> ask) {
      this.response = response;
      this.aggregateId = aggregateId;
      this.last = after;
      this.ask = ask;
    }

    /** A refusal is still an ordinary answer; only then the stream is opened. */
    void begin() {
      ask.apply(last)
          .map(
              reply -> {
                if (reply instanceof ApiReply.Done done) {
                  open(done);
                } else {
                  Answers.write(response, reply);
                }
                return reply;
              })
          .onFailure(failure -> Answers.write(response, failure));
    }

    /** The client may have left, or the end have begun, while the service was asked. */
    private void open(ApiReply.Done first) {
      if (response.closed()) {
        return;
      }
      requireRoom(response);
      open++;
      streams.computeIfAbsent(aggregateId, ignored -> new HashSet<>()).add(this);
      response.closeHandler(closed -> forget());
      response.exceptionHandler(broken -> forget());
      Answers.begin(response, 200);
      response.putHeader("Content-Type", "text/event-stream").setChunked(true).writeHead();
      periodic = vertx.setPeriodic(LOOK_MILLIS, ignored -> beat());
      end = vertx.setTimer(LONGEST.toMillis(), ignored -> end());
      write(first);
      look();
    }

    private void beat() {
      if (!response.closed() && !response.writeQueueFull()) {
        response.write(": \n\n");
      }
      look();
    }

    private void look() {
      if (asking) {
        askAgain = true;
        return;
      }
      if (response.ended() || response.closed() || response.writeQueueFull()) {
        return;
      }
      asking = true;
      ask.apply(last)
          .onComplete(
              reply -> {
                asking = false;
                if (reply.succeeded() && reply.result() instanceof ApiReply.Done done) {
                  write(done);
                }
                if (askAgain) {
                  askAgain = false;
                  look();
                }
              });
    }

    private void write(ApiReply.Done done) {
      if (response.ended() || response.closed()) {
        return;
      }
      JsonNode timeline = Json.read(done.body(), JsonNode.class);
      for (JsonNode event : timeline.path("events")) {
        last = event.path("sequence").asLong();
        response.write(
            "id: %d\nevent: %s\ndata: %s\n\n".formatted(last, event.path("event").asText(), event));
      }
      if (timeline.path("ended").asBoolean()) {
        end();
      }
    }

    private void end() {
      forget();
      if (!response.ended() && !response.closed()) {
        response.end();
      }
    }

    private void forget() {
      Set<Stream> siblings = streams.getOrDefault(aggregateId, Set.of());
      if (siblings.contains(this)) {
        siblings.remove(this);
        open--;
        if (siblings.isEmpty()) {
          streams.remove(aggregateId);
        }
      }
      vertx.cancelTimer(periodic);
      vertx.cancelTimer(end);
    }
  }
}

package stampede.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import stampede.contracts.FailureCode;

/**
 * Makes calls until they are answered. An answer is what proves what has happened; a call without
 * one, or with a 5xx, is made again just as it was, key and all. At most so many calls are under
 * way at once; the others wait their turn. Blocking; thread-safe.
 */
final class ApiClient implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;
  private static final long LONGEST_RETRY_AFTER_SECONDS = 60;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final URI api;
  private final Semaphore turns;
  private final Duration patience;
  private final Consumer<String> news;
  private final AtomicBoolean away = new AtomicBoolean();

  /**
   * A client.
   *
   * @param parallel the most calls at once
   * @param patience how long one call is made again and again
   * @param news is told when the shop does not answer any more, and when it does again
   */
  ApiClient(URI api, int parallel, Duration patience, Consumer<String> news) {
    this.api = api;
    this.turns = new Semaphore(parallel, true);
    this.patience = patience;
    this.news = news;
  }

  /**
   * The answer to a call.
   *
   * @throws CannotGoOn when none has come for as long as patience lasts
   */
  ApiReply send(ApiCall call) throws InterruptedException {
    long start = System.nanoTime();
    long pause = FIRST_PAUSE_MILLIS;
    for (int attempts = 1; ; attempts++) {
      Attempt attempt = attempt(call);
      if (attempt instanceof Attempt.Answered(ApiReply reply)) {
        if (away.compareAndSet(true, false)) {
          news.accept("the shop answers again");
        }
        return reply;
      }
      Attempt.Unanswered unanswered = (Attempt.Unanswered) attempt;
      if (System.nanoTime() - start > patience.toNanos()) {
        throw new CannotGoOn(
            """
            The shop at %s has not answered for %d s: %s.
            Look at its log, start it again, then run this again: what was done is not done twice."""
                .formatted(api, patience.toSeconds(), unanswered.why()));
      }
      if (attempts > 1 && unanswered.away() && away.compareAndSet(false, true)) {
        news.accept("the shop does not answer (%s); asking again".formatted(unanswered.why()));
      }
      Thread.sleep(Math.max(unanswered.notBeforeMillis(), jittered(pause)));
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
  }

  /** Fails at once with {@link CannotGoOn} when nobody is there at all. */
  void requireListening() throws InterruptedException {
    try {
      exchange(ApiCall.get("/api/v1/products?limit=1"));
    } catch (ConnectException e) {
      throw new CannotGoOn(
          "There is no shop at %s. Start it with ./scripts/run, or name it with --api."
              .formatted(api),
          e);
    } catch (IOException e) {
      news.accept("the shop does not answer yet (" + e + ")");
    }
  }

  private sealed interface Attempt {

    record Answered(ApiReply reply) implements Attempt {}

    /** It may or may not have been done. */
    record Unanswered(String why, boolean away, long notBeforeMillis) implements Attempt {}
  }

  private Attempt attempt(ApiCall call) throws InterruptedException {
    HttpResponse<String> response;
    turns.acquire();
    try {
      response = exchange(call);
    } catch (IOException e) {
      return new Attempt.Unanswered(String.valueOf(e), true, 0);
    } finally {
      turns.release();
    }
    ApiReply reply = new ApiReply(response.statusCode(), response.body());
    int status = reply.status();
    if (status < 500 && status != 429 && status != 408 && !isInFlight(reply)) {
      return new Attempt.Answered(reply);
    }
    return new Attempt.Unanswered(reply.problem().toString(), status >= 500, retryAfter(response));
  }

  private static boolean isInFlight(ApiReply reply) {
    return reply.status() == 409 && reply.problem().is(FailureCode.IDEMPOTENCY_KEY_IN_FLIGHT);
  }

  private HttpResponse<String> exchange(ApiCall call) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.resolve(call.path()))
            .timeout(ANSWER)
            .method(call.method(), body(call));
    call.headers().forEach(request::setHeader);
    call.body().ifPresent(body -> request.setHeader("Content-Type", "application/json"));
    call.caller()
        .ifPresent(caller -> request.setHeader("Authorization", "Bearer " + caller.token()));
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static BodyPublisher body(ApiCall call) {
    return call.body().map(ApiClient::json).orElseGet(BodyPublishers::noBody);
  }

  private static BodyPublisher json(Object body) {
    try {
      return BodyPublishers.ofByteArray(ApiReply.JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + body, e);
    }
  }

  private static long retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,9}"))
        .map(value -> 1_000 * Math.min(Long.parseLong(value), LONGEST_RETRY_AFTER_SECONDS))
        .orElse(0L);
  }

  private static long jittered(long millis) {
    return ThreadLocalRandom.current().nextLong(millis / 2, millis + 1);
  }

  /** Ends what is under way without waiting for it. */
  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}

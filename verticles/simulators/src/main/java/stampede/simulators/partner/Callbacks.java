package stampede.simulators.partner;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends news to the caller until it is taken: any 2xx or 4xx ends it, everything else is tried
 * again with exponential back-off and jitter, so many times. News may arrive late, twice, out of
 * order or never; it waits in memory only. At most {@value #AT_ONCE} are sent at a time and {@value
 * #MOST_OPEN} are open; more are dropped with a warning. Event loop only.
 */
final class Callbacks {

  private static final Logger LOGGER = LoggerFactory.getLogger(Callbacks.class);

  private static final int AT_ONCE = 16;
  private static final int MOST_OPEN = 10_000;
  private static final long ANSWER_WITHIN_MILLIS = 5_000;
  private static final long LONGEST_BACK_OFF_MILLIS = 30_000;

  private record Letter(String reference, Buffer body, int attempt) {
    Letter again() {
      return new Letter(reference, body, attempt + 1);
    }
  }

  private final Vertx vertx;
  private final CallbackSettings settings;
  private final FaultBoard faults;
  private final Signature signature;
  private final HttpClient client;
  private final Queue<Letter> waiting = new ArrayDeque<>();
  private int open;
  private boolean dropping;
  private int underWay;

  Callbacks(Vertx vertx, CallbackSettings settings, FaultBoard faults) {
    this.vertx = vertx;
    this.settings = settings;
    this.faults = faults;
    signature = new Signature(settings.secret());
    client =
        vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(AT_ONCE));
  }

  /** Sends the news some time soon. */
  void send(Update update) {
    boolean twice = faults.happens(Fault.DUPLICATE_CALLBACK);
    long delay = faults.happens(Fault.LATE_CALLBACK) ? faults.faults().lateCallbackMillis() : 0;
    Letter letter = new Letter(update.reference(), update.body().toBuffer(), 1);
    for (int copy = 0; copy < (twice ? 2 : 1); copy++) {
      accept(letter, delay);
    }
  }

  private void accept(Letter letter, long delayMillis) {
    if (open >= MOST_OPEN) {
      if (!dropping) {
        LOGGER.warn("callbacks are dropped, for {} are open", open);
      }
      dropping = true;
      return;
    }
    dropping = false;
    open++;
    sendLater(letter, delayMillis);
  }

  private void sendLater(Letter letter, long delayMillis) {
    if (delayMillis <= 0) {
      sendWhenFree(letter);
    } else {
      vertx.setTimer(delayMillis, now -> sendWhenFree(letter));
    }
  }

  private void sendWhenFree(Letter letter) {
    waiting.add(letter);
    sendNext();
  }

  private void sendNext() {
    while (underWay < AT_ONCE && !waiting.isEmpty()) {
      Letter letter = waiting.remove();
      underWay++;
      post(letter)
          .onSuccess(status -> settle(letter, status))
          .onFailure(unreached -> tryAgain(letter, String.valueOf(unreached.getMessage())))
          .eventually(
              () -> {
                underWay--;
                sendNext();
                return Future.succeededFuture();
              });
    }
  }

  private Future<Integer> post(Letter letter) {
    return client
        .request(
            new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(settings.url().replace("{reference}", letter.reference()))
                .setTimeout(ANSWER_WITHIN_MILLIS)
                .putHeader("Content-Type", "application/json")
                .putHeader(
                    Signature.HEADER,
                    signature.sign(Instant.now().getEpochSecond(), letter.body())))
        .compose(request -> request.send(letter.body()))
        .compose(response -> response.end().map(read -> response))
        .map(HttpClientResponse::statusCode);
  }

  private void settle(Letter letter, int status) {
    if (status >= 200 && status < 300) {
      open--;
    } else if (status >= 400 && status < 500) {
      LOGGER.warn("the callback about {} was refused with {}", letter.reference(), status);
      open--;
    } else {
      tryAgain(letter, "status " + status);
    }
  }

  private void tryAgain(Letter letter, String reason) {
    if (letter.attempt() >= settings.tries()) {
      LOGGER.warn(
          "gave up the callback about {} after {} tries: {}",
          letter.reference(),
          letter.attempt(),
          reason);
      open--;
    } else {
      sendLater(letter.again(), backOffMillis(letter.attempt()));
    }
  }

  /** Between half and all of the back-off, so that what failed together is not retried together. */
  private long backOffMillis(int attempt) {
    long first = Math.max(1, settings.firstBackOff().toMillis());
    long most = Math.min(LONGEST_BACK_OFF_MILLIS, first << Math.min(attempt - 1, 20));
    return ThreadLocalRandom.current().nextLong(most / 2, most + 1);
  }
}

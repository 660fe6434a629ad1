package stampede.platform;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one step after the other until it is stopped: what relays, consumers and due work have in
 * common. Steps never overlap. All on the context of whoever starts it; {@link #wake} may come from
 * any thread.
 */
public final class Loop {

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  private final String name;
  private final Vertx vertx;
  private final Duration rest;
  private final Supplier<Future<Boolean>> step;
  private final Promise<Void> stopped = Promise.promise();
  private final Context context;
  private Promise<Void> woken = Promise.promise();
  private boolean stopping;

  /**
   * A loop, not started yet.
   *
   * @param name what it is, for the log
   * @param rest how long to wait after a step that found nothing to do, or failed, unless woken
   * @param step does one piece of work; true when there may be more to do at once. It is called
   *     again after a failure, which is logged
   */
  public Loop(String name, Vertx vertx, Duration rest, Supplier<Future<Boolean>> step) {
    this.name = name;
    this.vertx = vertx;
    this.rest = rest;
    this.step = step;
    this.context = vertx.getOrCreateContext();
  }

  /** Begins with the first step. */
  public void start() {
    context.runOnContext(ignored -> next());
  }

  /** Ends the rest, or lets the step under way be followed by another at once. */
  public void wake() {
    context.runOnContext(ignored -> woken.tryComplete());
  }

  /** Lets no further step begin; completes when the one under way has ended. */
  public Future<Void> stop() {
    context.runOnContext(
        ignored -> {
          stopping = true;
          woken.tryComplete();
        });
    return stopped.future();
  }

  /** Whether it has been asked to stop, for steps that can end early. */
  public boolean isStopping() {
    return stopping;
  }

  private void next() {
    if (stopping) {
      stopped.tryComplete();
      return;
    }
    woken = Promise.promise();
    Future.<Void>succeededFuture()
        .compose(ignored -> step.get())
        .onComplete(
            more -> {
              if (more.failed() && !stopping) {
                LOG.warn("{} failed and goes on: {}", name, more.cause().toString());
              }
              if (more.succeeded() && more.result()) {
                context.runOnContext(ignored -> next());
              } else {
                restThenNext();
              }
            });
  }

  private void restThenNext() {
    Promise<Void> waking = woken;
    long timer = vertx.setTimer(rest.toMillis(), ignored -> waking.tryComplete());
    waking
        .future()
        .onComplete(
            ignored -> {
              vertx.cancelTimer(timer);
              context.runOnContext(again -> next());
            });
  }
}

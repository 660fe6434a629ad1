package stampede.platform;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopTest {

  private static final Duration FOR_EVER = Duration.ofHours(1);
  private static final Duration NOT_LONG = Duration.ofMillis(20);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger steps = new AtomicInteger();

  @AfterEach
  void close() {
    SampleDatabase.await(vertx.close());
  }

  private Loop start(Duration rest, Supplier<Future<Boolean>> step) {
    Loop loop =
        new Loop(
            "test",
            vertx,
            rest,
            () -> {
              steps.incrementAndGet();
              return step.get();
            });
    loop.start();
    return loop;
  }

  private void awaitSteps(int count) {
    await().atMost(10, SECONDS).untilAsserted(() -> assertThat(steps).hasValue(count));
  }

  @Test
  void goesOnAtOnceWhileThereIsMoreToDo() {
    start(FOR_EVER, () -> Future.succeededFuture(steps.get() < 5));

    awaitSteps(5);
  }

  @Test
  void aStepThatFailsIsFollowedByAnotherAfterARest() {
    start(
        NOT_LONG,
        () -> steps.get() == 1 ? Future.failedFuture("no") : Promise.<Boolean>promise().future());

    awaitSteps(2);
  }

  @Test
  void aStepThatThrowsIsFollowedByAnotherAfterARest() {
    start(
        NOT_LONG,
        () -> {
          if (steps.get() == 1) {
            throw new IllegalStateException("a bug");
          }
          return Promise.<Boolean>promise().future();
        });

    awaitSteps(2);
  }

  @Test
  void wakingEndsTheRest() {
    Loop loop = start(FOR_EVER, () -> Future.succeededFuture(false));
    awaitSteps(1);

    loop.wake();

    awaitSteps(2);
  }

  /** What is written while a step looks may be what the step has just missed. */
  @Test
  void wakingDuringAStepLetsAnotherFollowAtOnce() {
    Promise<Boolean> looking = Promise.promise();
    Loop loop =
        start(FOR_EVER, () -> steps.get() == 1 ? looking.future() : Future.succeededFuture(false));
    awaitSteps(1);

    loop.wake();
    vertx.runOnContext(ignored -> looking.complete(false));

    awaitSteps(2);
  }

  @Test
  void stoppingWaitsForTheStepUnderWayAndLetsNoneFollow() {
    Promise<Boolean> working = Promise.promise();
    Loop loop = start(NOT_LONG, working::future);
    awaitSteps(1);

    Future<Void> stopped = loop.stop();
    boolean early = stopped.isComplete();
    working.complete(true);
    SampleDatabase.await(stopped);

    assertThat(early).isFalse();
    assertThat(steps).hasValue(1);
  }

  @Test
  void stoppingEndsTheRest() {
    Loop loop = start(FOR_EVER, () -> Future.succeededFuture(false));
    awaitSteps(1);

    SampleDatabase.await(loop.stop());

    assertThat(steps).hasValue(1);
  }
}

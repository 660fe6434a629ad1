package stampede.platform.aggregate;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stampede.platform.Loop;
import stampede.platform.telemetry.Traces;

/**
 * Works off aggregates that are due, up to so many at a time: claims as many as there is room for,
 * works on them side by side, claims more as soon as there is room again. Claiming must put the
 * next due time into the future, far enough for the work, so that no other node takes the same, and
 * one that dies while working is taken up again. The work on each goes on with the trace of what
 * made it due.
 */
public final class DueWork<S> extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(DueWork.class);

  private final String name;
  private final Duration look;
  private final int most;
  private final Function<S, UUID> id;
  private final IntFunction<Future<List<Due<S>>>> claim;
  private final Function<S, Future<Void>> work;
  private final AtomicReference<Loop> loop = new AtomicReference<>();
  private final Promise<Void> idle = Promise.promise();
  private int underWay;

  /**
   * The work.
   *
   * @param name what it is, for the log
   * @param look how often to look for what is due when nobody wakes it
   * @param most how many are worked on at a time
   * @param id names one in the log
   * @param claim takes at most so many that are due
   * @param work on one; its failure is logged, and the claim's due time brings it back
   */
  public DueWork(
      String name,
      Duration look,
      int most,
      Function<S, UUID> id,
      IntFunction<Future<List<Due<S>>>> claim,
      Function<S, Future<Void>> work) {
    this.name = name;
    this.look = look;
    this.most = most;
    this.id = id;
    this.claim = claim;
    this.work = work;
  }

  @Override
  public Future<?> start() {
    Loop working = new Loop(name, vertx, look, this::step);
    loop.set(working);
    working.start();
    return Future.succeededFuture();
  }

  /** Ends when what is being worked on has ended. */
  @Override
  public Future<?> stop() {
    Loop working = loop.get();
    return working == null ? Future.succeededFuture() : working.stop().compose(x -> untilIdle());
  }

  private Future<Void> untilIdle() {
    if (underWay == 0) {
      idle.tryComplete();
    }
    return idle.future();
  }

  /** Says that something may be due now. From any thread. */
  public void wake() {
    Loop working = loop.get();
    if (working != null) {
      working.wake();
    }
  }

  private Future<Boolean> step() {
    int room = most - underWay;
    if (room == 0) {
      return Future.succeededFuture(false);
    }
    return claim
        .apply(room)
        .map(
            claimed -> {
              claimed.forEach(this::attempt);
              return claimed.size() == room;
            });
  }

  private void attempt(Due<S> claimed) {
    underWay++;
    Traces.within(claimed.trace(), () -> work.apply(claimed.aggregate()))
        .onFailure(
            failure ->
                LOG.warn(
                    "{}: {} is tried again later: {}",
                    name,
                    id.apply(claimed.aggregate()),
                    failure.toString()))
        .onComplete(
            done -> {
              underWay--;
              wake();
              Loop working = loop.get();
              if (underWay == 0 && working != null && working.isStopping()) {
                idle.tryComplete();
              }
            });
  }
}

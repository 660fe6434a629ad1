package stampede.simulators.partner;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that decides and writes. It takes all decisions that wait, carries them out one
 * after the other, makes what they posted durable with one fsync, and gives all their answers; then
 * it takes those that came in meanwhile. So nothing is ever answered that a crash could undo, no
 * two decisions run at the same time, and the busier it is the more decisions share an fsync.
 *
 * <p>It also posts what follows by itself when time has passed. When the disk fails, what is on it
 * is no longer known: nothing more is answered, and {@link #ended} fails.
 */
public final class Ledger<E> {

  private static final Logger LOGGER = LoggerFactory.getLogger(Ledger.class);

  private static final int LARGEST_GROUP = 4096;
  private static final int MOST_DUE_AT_ONCE = 1000;

  private final Books<E> books;
  private final Context context;
  private final Consumer<Posted<E>> followers;
  private final BlockingQueue<Decision<E, ?>> waiting = new LinkedBlockingQueue<>();
  private final Promise<Void> ended = Promise.promise();
  private final Thread thread = new Thread(this::run, "ledger");
  private boolean closing;

  /**
   * @param context where answers are given and followers are told
   * @param followers told of each entry that followed by itself, when it is on disk
   */
  Ledger(Books<E> books, Context context, Consumer<Posted<E>> followers) {
    this.books = books;
    this.context = context;
    this.followers = followers;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /**
   * Carries out a decision on the ledger's thread. Decisions are carried out in the order in which
   * they were asked for. The future succeeds, on the event loop, when everything the decision saw
   * and posted is on disk; it fails when the decision throws, and then nothing may have been
   * posted.
   */
  public <A> Future<A> decide(Function<Desk<E>, A> decision) {
    return submit(decision::apply);
  }

  /** The entries after that number, at most so many; all of them are on disk. */
  Future<LedgerPage> page(long after, int most) {
    return submit(readable -> readable.page(after, most));
  }

  /** Carries out what waits and closes the journal; what is asked for later is refused. */
  Future<Void> close() {
    return submit(last -> closing = true).transform(done -> ended());
  }

  /** Succeeds when it was closed; fails with {@link CannotRun} when the disk failed. */
  Future<Void> ended() {
    return ended.future();
  }

  private <A> Future<A> submit(Function<Books<E>, A> work) {
    Decision<E, A> decision = new Decision<>(work);
    waiting.add(decision);
    if (ended.future().isComplete()) {
      refuseWhatWaits();
    }
    return decision.future();
  }

  private void run() {
    try (books) {
      while (!closing) {
        turn();
      }
    } catch (CannotRun diskFailed) {
      ended.tryFail(diskFailed);
    } catch (InterruptedException | RuntimeException | Error bug) {
      LOGGER.error("a bug ended the ledger", bug);
      ended.tryFail(bug);
    }
    ended.tryComplete();
    refuseWhatWaits();
  }

  private void turn() throws InterruptedException {
    List<Decision<E, ?>> group = takeWhatWaits();
    try {
      group.forEach(decision -> decision.carryOut(books));
      List<Posted<E>> followed = books.postWhatIsDue(MOST_DUE_AT_ONCE);
      books.force();
      context.runOnContext(
          onDisk -> {
            group.forEach(Decision::answer);
            followed.forEach(followers);
          });
    } catch (UncheckedIOException failure) {
      CannotRun plain =
          new CannotRun(
              "The ledger can no longer be written or read (%s). Make room or repair the disk, then start again."
                  .formatted(failure.getCause()));
      context.runOnContext(unknown -> group.forEach(decision -> decision.fail(plain)));
      throw plain;
    }
  }

  private List<Decision<E, ?>> takeWhatWaits() throws InterruptedException {
    Duration wait = books.untilNext().orElse(Duration.ofDays(1));
    List<Decision<E, ?>> group = new ArrayList<>();
    Decision<E, ?> first = waiting.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    if (first != null) {
      group.add(first);
      waiting.drainTo(group, LARGEST_GROUP - 1);
    }
    return group;
  }

  private void refuseWhatWaits() {
    List<Decision<E, ?>> refused = new ArrayList<>();
    waiting.drainTo(refused);
    context.runOnContext(closed -> refused.forEach(decision -> decision.fail(new LedgerClosed())));
  }

  /** Something to carry out, and whoever waits for it. */
  private static final class Decision<E, A> {

    private final Function<Books<E>, A> work;
    private final Promise<A> promise = Promise.promise();
    private Future<A> result = Future.failedFuture("not carried out");

    Decision(Function<Books<E>, A> work) {
      this.work = work;
    }

    Future<A> future() {
      return promise.future();
    }

    void carryOut(Books<E> books) {
      try {
        result = Future.succeededFuture(work.apply(books));
      } catch (UncheckedIOException diskFailed) {
        throw diskFailed;
      } catch (RuntimeException refused) {
        result = Future.failedFuture(refused);
      }
    }

    void answer() {
      result.onComplete(promise);
    }

    void fail(Throwable reason) {
      promise.fail(reason);
    }
  }
}

package stampede.shop;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stampede.embedded.EmbeddedFailure;
import stampede.embedded.EmbeddedServer;

/**
 * Keeps a part running until it is closed: when its process ends unasked, it is started again on
 * the same data and ports, after a pause that doubles while it does not stay up. It is given up,
 * and left to the operator, after {@value #MOST_STARTS} starts of which none lasted.
 */
final class Watch<S extends EmbeddedServer> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final int MOST_STARTS = 10;
  private static final long MOST_DOUBLED = 7;

  /**
   * How long it takes it.
   *
   * @param firstPause before the first start after an end
   * @param lasting how long a part has to run for its start to count as a good one
   */
  record Patience(Duration firstPause, Duration lasting) {}

  static final Patience USUAL = new Patience(Duration.ofMillis(250), Duration.ofMinutes(1));

  private final Supplier<S> start;
  private final Patience patience;
  private final CompletableFuture<S> ready = new CompletableFuture<>();
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private final Thread thread = Thread.ofVirtual().unstarted(this::run);

  private Watch(Supplier<S> start, Patience patience) {
    this.start = start;
    this.patience = patience;
  }

  /**
   * Starts a part, on a thread of its own, and watches it.
   *
   * @param start starts it, in the same way each time; fails soon when it is interrupted
   */
  static <S extends EmbeddedServer> Watch<S> over(Supplier<S> start, Patience patience) {
    Watch<S> watch = new Watch<>(start, patience);
    watch.thread.start();
    return watch;
  }

  /** Completes with the part when it is ready for the first time; fails when it cannot be. */
  CompletableFuture<S> ready() {
    return ready;
  }

  private void run() {
    try {
      S first = start.get();
      ready.complete(first);
      keep(first);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (!ready.completeExceptionally(e)) {
        tell("a part is no longer watched: " + e.getMessage());
      }
    } finally {
      over.complete(null);
    }
  }

  private void keep(S first) throws InterruptedException {
    String name = first.name();
    Optional<S> running = Optional.of(first);
    int starts = 0;
    while (starts < MOST_STARTS) {
      boolean lasted = running.isPresent() && awaitEnd(running.get());
      starts = lasted ? 1 : starts + 1;
      Thread.sleep(patience.firstPause().multipliedBy(1L << Math.min(starts - 1, MOST_DOUBLED)));
      running = startAgain(name);
    }
    running.ifPresent(EmbeddedServer::close);
    tell(
        "%s does not stay up and is given up after %d starts: see its log, then start the shop again"
            .formatted(name, MOST_STARTS));
  }

  /** Whether it had lasted when it ended. It is closed then, also when this is interrupted. */
  private boolean awaitEnd(S server) throws InterruptedException {
    long since = System.nanoTime();
    try {
      server.ended().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an end never fails", e);
    } finally {
      server.close();
    }
    tell(
        "%s (process %d) has ended unasked: it is started again on the same data"
            .formatted(server.name(), server.pid()));
    return System.nanoTime() - since >= patience.lasting().toNanos();
  }

  private Optional<S> startAgain(String name) throws InterruptedException {
    try {
      S server = start.get();
      tell("%s (process %d) is back".formatted(name, server.pid()));
      return Optional.of(server);
    } catch (EmbeddedFailure e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      tell("%s could not be started again: %s".formatted(name, e.getMessage()));
      return Optional.empty();
    }
  }

  /** To the log, and to whoever looks on. */
  private static void tell(String what) {
    LOG.warn("{}", what);
    System.err.println(what);
  }

  /** Stops the part in good order, or its start; it has ended when this returns. */
  @Override
  public void close() {
    thread.interrupt();
    over.join();
  }
}

package stampede.platform.node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stampede.platform.telemetry.Logging;

/**
 * The end of this process, which may come at any moment, also while it starts. Its steps are done
 * once, whoever asks for the end and however often. Thread-safe.
 */
public final class End {

  private static final Logger LOG = LoggerFactory.getLogger(End.class);

  private final Deque<Runnable> steps = new ArrayDeque<>();
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private boolean begun;
  private volatile boolean told;

  End() {}

  /** From now on the process ends in order when it is told to (SIGTERM, SIGINT). */
  public static End listen() {
    End end = new End();
    Runtime.getRuntime().addShutdownHook(new Thread(end::tell, "end"));
    return end;
  }

  private void tell() {
    told = true;
    now();
    Logging.stop();
  }

  /**
   * Has this done at the end, before the steps that were added earlier. When the end has begun, it
   * is done at once.
   */
  public void first(Runnable step) {
    synchronized (this) {
      if (!begun) {
        steps.push(step);
        return;
      }
    }
    run(step);
  }

  /** Does every step, unless it has been done; returns when they are done. */
  public void now() {
    boolean mine;
    synchronized (this) {
      mine = !begun;
      begun = true;
    }
    if (mine) {
      steps.forEach(End::run); // none is added any more
      done.complete(null);
    }
    await();
  }

  private static void run(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.error("a step of the end failed", e);
    }
  }

  /** Whether the process was told to end, by a signal or because its {@code main} is over. */
  public boolean isTold() {
    return told;
  }

  /** Returns when the end is over. */
  public void await() {
    done.join();
  }
}

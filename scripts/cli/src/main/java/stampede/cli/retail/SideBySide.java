package stampede.cli.retail;

import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import stampede.cli.client.CannotGoOn;

/** Runs tasks that wait a lot, each in a virtual thread. The first that fails ends the others. */
final class SideBySide {

  private SideBySide() {}

  static void run(Collection<? extends Callable<Void>> tasks) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletionService<Void> running = new ExecutorCompletionService<>(threads);
      try {
        tasks.forEach(running::submit);
        for (int i = 0; i < tasks.size(); i++) {
          running.take().get();
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof CannotGoOn expected
            ? expected
            : new IllegalStateException(e.getCause());
      } finally {
        threads.shutdownNow();
      }
    }
  }
}

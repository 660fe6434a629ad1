package stampede.platform.node;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stampede.platform.settings.Settings;
import stampede.platform.telemetry.Logging;

/** Runs a node from a {@code main}: these methods block the thread that calls them. */
public final class NodeProcess {

  private static final Logger LOG = LoggerFactory.getLogger(NodeProcess.class);
  private static final long START_SECONDS = 120;
  private static final long STOP_SECONDS = 60;

  private NodeProcess() {}

  /** Starts a node with its services; nothing is left behind when that fails. */
  public static Node start(Settings settings, List<Service> services) throws CannotStart {
    Node node = join(settings);
    try {
      await(node.start(services), START_SECONDS);
      return node;
    } catch (Exception e) {
      stop(node);
      throw CannotStart.because(e);
    }
  }

  private static Node join(Settings settings) throws CannotStart {
    try {
      return await(Node.join(settings), START_SECONDS);
    } catch (Exception e) {
      throw CannotStart.because(e);
    }
  }

  /** Drains and stops a node. */
  public static void stop(Node node) {
    try {
      await(node.stop(), STOP_SECONDS);
    } catch (Exception e) {
      LOG.error("node {} did not stop in an orderly way", node.id(), e);
    }
  }

  /** Blocks until the process is told to end (SIGTERM, SIGINT), then does what is to be done. */
  public static void untilToldToEnd(Runnable end) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    end.run();
                    Logging.stop();
                  } finally {
                    ended.countDown();
                  }
                },
                "end"));
    ended.await();
  }

  private static <T> T await(Future<T> future, long seconds) throws Exception {
    try {
      return future.await(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new TimeoutException("it took longer than " + seconds + " s");
    }
  }
}

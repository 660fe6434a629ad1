package stampede.platform.node;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stampede.platform.settings.Settings;

/** Runs a node from a {@code main}: these methods block the thread that calls them. */
public final class NodeProcess {

  private static final Logger LOG = LoggerFactory.getLogger(NodeProcess.class);
  private static final long START_SECONDS = 120;
  private static final long STOP_SECONDS = 60;

  private NodeProcess() {}

  /**
   * Starts a node with its services.
   *
   * @param end drains and stops the node, also when its start has failed half-way
   */
  public static Node start(Settings settings, List<Service> services, End end) throws CannotStart {
    Node node = join(settings);
    end.first(() -> stop(node));
    try {
      await(node.start(services), START_SECONDS);
      return node;
    } catch (Exception e) {
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

  private static void stop(Node node) {
    try {
      await(node.stop(), STOP_SECONDS);
    } catch (Exception e) {
      LOG.error("node {} did not stop in an orderly way", node.id(), e);
    }
  }

  private static <T> T await(Future<T> future, long seconds) throws Exception {
    try {
      return future.await(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new TimeoutException("it took longer than " + seconds + " s");
    }
  }
}

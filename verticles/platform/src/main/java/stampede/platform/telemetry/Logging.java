package stampede.platform.telemetry;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Where the log goes. It is JSON, a line each, with the trace id; control characters are escaped.
 */
public final class Logging {

  private Logging() {}

  /**
   * Sends the log there from now on.
   *
   * @param file a file that is rolled by size; standard output when empty
   * @param node the node's name, which every line carries
   */
  public static void start(Optional<Path> file, String node) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    context.putProperty("node", node);
    file.ifPresent(path -> context.putProperty("file", path.toString()));
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    String configuration = file.isPresent() ? "log-to-file.xml" : "log-to-output.xml";
    URL resource =
        Objects.requireNonNull(Logging.class.getResource("/stampede/platform/" + configuration));
    try {
      configurator.doConfigure(resource);
    } catch (JoranException e) {
      throw new IllegalStateException("our own log configuration is broken", e);
    }
  }

  /** Writes out what is buffered. Nothing is logged afterwards. */
  public static void stop() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }
}

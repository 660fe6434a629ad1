package stampede.platform.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stampede.platform.json.Json;

/**
 * A log event as one line of JSON: {@code at}, {@code level}, {@code node}, {@code logger}, {@code
 * thread}, {@code trace} (when there is one), {@code message}, {@code failure} (when there is one).
 * JSON escapes line ends and control characters, so that nobody can forge a line.
 */
public final class LogLine extends EncoderBase<ILoggingEvent> {

  private String node = "";

  /** Names the node in every line; called by logback with what its configuration says. */
  public void setNode(String name) {
    node = name;
  }

  @Override
  public byte @Nullable [] headerBytes() {
    return null;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    Map<String, String> line = new LinkedHashMap<>();
    line.put("at", event.getInstant().toString());
    line.put("level", event.getLevel().toString());
    line.put("node", node);
    line.put("logger", event.getLoggerName());
    line.put("thread", event.getThreadName());
    String trace = event.getMDCPropertyMap().get("trace_id");
    if (trace != null) {
      line.put("trace", trace);
    }
    line.put("message", event.getFormattedMessage());
    if (event.getThrowableProxy() != null) {
      line.put("failure", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return (Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte @Nullable [] footerBytes() {
    return null;
  }
}

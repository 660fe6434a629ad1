package stampede.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogLineTest {

  private static String encode(
      String message, @Nullable Throwable failure, Map<String, String> context) {
    LoggerContext loggers = new LoggerContext();
    LoggingEvent event =
        new LoggingEvent(
            "here", loggers.getLogger("stampede.Some"), Level.WARN, message, failure, null);
    event.setMDCPropertyMap(context);
    LogLine line = new LogLine();
    line.setNode("node-1");
    return new String(line.encode(event), StandardCharsets.UTF_8);
  }

  @Test
  void isOneJsonObjectALine() {
    String line = encode("a thing happened", null, Map.of("trace_id", "abc"));

    assertThat(line).endsWith("\n");
    assertThat(new JsonObject(line).getMap())
        .containsEntry("level", "WARN")
        .containsEntry("node", "node-1")
        .containsEntry("logger", "stampede.Some")
        .containsEntry("trace", "abc")
        .containsEntry("message", "a thing happened")
        .containsKey("at");
  }

  @Test
  void nobodyCanForgeALine() {
    String line = encode("name\r\n{\"level\":\"INFO\"}\u001b[31m", null, Map.of());

    assertThat(line.strip()).doesNotContain("\n", "\r", "\u001b");
    assertThat(new JsonObject(line).getString("message")).contains("\r\n").contains("\u001b");
  }

  @Test
  void aFailureStandsInTheSameLine() {
    String line = encode("it failed", new IllegalStateException("why"), Map.of());

    assertThat(line.strip()).doesNotContain("\n");
    assertThat(new JsonObject(line).getString("failure"))
        .startsWith("java.lang.IllegalStateException: why");
  }
}

package stampede.platform.events;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stampede.platform.ServiceFailure;
import stampede.platform.settings.Settings;
import stampede.platform.settings.SettingsSource;

class TopicsTest {

  private final Vertx vertx = Vertx.vertx();
  private ServerSocket silent;

  @BeforeEach
  void listenAndSayNothing() throws IOException {
    silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    silent.close();
    vertx.close().await();
  }

  @Test
  void aBrokerThatDoesNotAnswerIsSaidToBeSilent() {
    String servers = "127.0.0.1:" + silent.getLocalPort();
    Settings settings =
        Settings.read(
            KafkaSettings.all(),
            Set.of(),
            List.of(new SettingsSource("a test", Map.of("kafka.servers", servers))));

    assertThatThrownBy(
            () ->
                Topics.ensure(vertx, settings, Set.of("a"), Duration.ofSeconds(1))
                    .await(20, TimeUnit.SECONDS))
        .isInstanceOf(ServiceFailure.class)
        .hasMessageContaining("the topics could not be made at " + servers)
        .hasMessageContaining("no broker answered within 1 s");
  }
}

package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a changed file while the gateway runs. */
class LiveRoutesTest {

  private static final String ONE = "routes: [{name: one, path: /one}]";
  private static final String TWO = "routes: [{name: one, path: /one}, {name: two, path: /two}]";

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  @TempDir private Path directory;
  private LiveRoutes routes;

  @BeforeEach
  void watch() {
    routes =
        new LiveRoutes(
            Optional.of(directory.resolve("routes.yaml")),
            RoutesFile.compile(RoutesFile.own()),
            metrics);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private void write(String text) throws IOException {
    Path whole = directory.resolve("new");
    Files.writeString(whole, text);
    Files.move(whole, directory.resolve("routes.yaml"), StandardCopyOption.ATOMIC_MOVE);
  }

  private void deploy() throws Exception {
    vertx.deployVerticle(routes).await(20, TimeUnit.SECONDS);
  }

  private double files(String result) {
    return metrics.counter("stampede.gateway.route.files", "result", result).count();
  }

  @Test
  void aChangedFileIsTaken() throws Exception {
    write(ONE);
    deploy();

    write(TWO);

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(routes.get().size()).isEqualTo(2));
    assertThat(files("taken")).isEqualTo(2);
  }

  @Test
  void aWrongFileLeavesTheOldRoutes() throws Exception {
    write(TWO);
    deploy();

    write("routes: [{name: one, path: one}]");

    await().untilAsserted(() -> assertThat(files("refused")).isEqualTo(1));
    assertThat(routes.get().size()).isEqualTo(2);
  }

  @Test
  void aFileThatIsPutRightIsTaken() throws Exception {
    write(TWO);
    deploy();
    Files.delete(directory.resolve("routes.yaml"));
    await().untilAsserted(() -> assertThat(files("refused")).isEqualTo(1));

    write(ONE);

    await().untilAsserted(() -> assertThat(routes.get().size()).isEqualTo(1));
  }

  @Test
  void doesNotStartWithAWrongFile() throws Exception {
    write("routes: [{name: one, path: one}]");

    assertThatThrownBy(this::deploy)
        .hasMessageContaining("gateway.routes")
        .hasMessageContaining("route one: path: expected a path that begins with a slash");
  }
}

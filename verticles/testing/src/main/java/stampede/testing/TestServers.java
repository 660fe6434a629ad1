package stampede.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stampede.embedded.EmbeddedKafka;
import stampede.embedded.EmbeddedPostgres;
import stampede.embedded.KafkaOptions;
import stampede.embedded.PostgresOptions;

/** The servers of this test JVM. Thread-safe; blocking. */
public final class TestServers {

  private static final String PASSWORD = "only-for-tests";
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static @Nullable EmbeddedPostgres postgres;
  private static @Nullable EmbeddedKafka kafka;

  private TestServers() {}

  /** The project's root, where the build has put the servers' programs. */
  public static Path root() {
    return Path.of(System.getProperty("stampede.root", "."));
  }

  /** PostgreSQL, started if need be. */
  public static synchronized EmbeddedPostgres postgres() {
    EmbeddedPostgres running = postgres;
    if (running == null) {
      running =
          EmbeddedPostgres.start(
              new PostgresOptions(
                  root().resolve("verticles/embedded/target/postgres"), fresh("postgres"), 0));
      endWithTheTests(running::kill);
      postgres = running;
    }
    return running;
  }

  /** Kafka, started if need be. */
  public static synchronized EmbeddedKafka kafka() {
    EmbeddedKafka running = kafka;
    if (running == null) {
      running =
          EmbeddedKafka.start(
              new KafkaOptions(root().resolve("verticles/kafka/target/lib"), fresh("kafka"), 0, 0));
      endWithTheTests(running::kill);
      kafka = running;
    }
    return running;
  }

  /** A fresh database. */
  public static TestDatabase database() {
    String name = "test_" + DATABASES.incrementAndGet();
    EmbeddedPostgres server = postgres();
    server.administration().ensureService(name, name, PASSWORD);
    return new TestDatabase(server.port(), name, PASSWORD);
  }

  private static void endWithTheTests(Runnable end) {
    Runtime.getRuntime().addShutdownHook(new Thread(end, "end of a server"));
  }

  /** An empty directory that an earlier run may have left full. */
  private static Path fresh(String name) {
    Path directory =
        Path.of("target", "servers-" + ProcessHandle.current().pid(), name).toAbsolutePath();
    try {
      if (Files.exists(directory)) {
        try (Stream<Path> entries = Files.walk(directory)) {
          for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(entry);
          }
        }
      }
      Files.createDirectories(directory.resolveSibling(""));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

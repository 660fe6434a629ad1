package stampede.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeathOfTheParentTest {

  @TempDir private Path directory;

  private Process parent;
  private ProcessHandle oldPostgres;
  private ProcessHandle oldKafka;
  private Topics oldTopics;
  private Database oldDatabase;

  @BeforeEach
  void startInAJvmOfTheirOwn() throws IOException {
    parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstampede.root=" + System.getProperty("stampede.root"),
                "-cp",
                System.getProperty("java.class.path"),
                Servers.class.getName(),
                directory.toString())
            .redirectError(Redirect.INHERIT)
            .start();
    BufferedReader output = parent.inputReader();
    oldPostgres = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
    oldKafka = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
    String password = Files.readString(directory.resolve("postgres.password"));
    oldDatabase = new Database(output.readLine(), "stampede_admin", password);
    oldTopics = new Topics(output.readLine());
  }

  @AfterEach
  void endWhatATestMayHaveLeft() {
    for (ProcessHandle process : List.of(parent.toHandle(), oldPostgres, oldKafka)) {
      Processes.kill(process);
    }
  }

  @Test
  void theNextStartRefusesWhileItLivesAndRecoversWhenItWasKilled() throws Exception {
    PostgresOptions postgresOptions = Build.postgres(directory.resolve("postgres"));
    KafkaOptions kafkaOptions = Build.kafka(directory.resolve("kafka"));
    oldDatabase.execute("CREATE TABLE kept AS SELECT 42 AS answer");
    oldTopics.create("orders");
    oldTopics.send("orders", List.of("first", "second"));
    assertThatThrownBy(() -> EmbeddedPostgres.start(postgresOptions))
        .hasMessageContaining("in use by process " + parent.pid());
    assertThatThrownBy(() -> EmbeddedKafka.start(kafkaOptions))
        .hasMessageContaining("in use by process " + parent.pid());

    Processes.kill(parent.toHandle());

    assertThat(Processes.isAlive(oldPostgres) && Processes.isAlive(oldKafka)).isTrue();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(postgresOptions);
        EmbeddedKafka kafka = EmbeddedKafka.start(kafkaOptions)) {
      assertThat(Processes.isAlive(oldPostgres) || Processes.isAlive(oldKafka)).isFalse();
      assertThat(Database.of(postgres).query("SELECT answer FROM kept")).isEqualTo("42");
      assertThat(new Topics(kafka.bootstrapServers()).read("orders", 2))
          .containsExactly("first", "second");
    }
  }
}

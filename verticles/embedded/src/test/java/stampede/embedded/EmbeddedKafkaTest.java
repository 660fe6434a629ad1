package stampede.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

  /** Data which every test leaves as good as it found them. */
  @TempDir private static Path directory;

  private static KafkaOptions options;

  @BeforeAll
  static void place() {
    options = Build.kafka(directory.resolve("data"));
  }

  @Test
  void recordsSurviveAStopAndThenAKill() throws Exception {
    List<String> sent = IntStream.range(0, 200).mapToObj(Integer::toString).toList();
    EmbeddedKafka first = EmbeddedKafka.start(options);
    try (first) {
      new Topics(first.bootstrapServers()).create("orders");
      new Topics(first.bootstrapServers()).send("orders", sent.subList(0, 100));
    }
    EmbeddedKafka second = EmbeddedKafka.start(first.options());
    new Topics(second.bootstrapServers()).send("orders", sent.subList(100, 200));

    second.kill();

    try (EmbeddedKafka third = EmbeddedKafka.start(first.options())) {
      assertThat(third.bootstrapServers()).isEqualTo(first.bootstrapServers());
      assertThat(new Topics(third.bootstrapServers()).read("orders", 200)).isEqualTo(sent);
    }
  }

  @Test
  void aTopicThatNobodyMadeIsNotMadeByUse() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(options)) {
      assertThatThrownBy(() -> new Topics(kafka.bootstrapServers()).send("typo", List.of("lost")))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("typo not present");
    }
  }

  @Test
  void aSecondOneOnTheSameDataIsRefused() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(options)) {
      assertThatThrownBy(() -> EmbeddedKafka.start(options))
          .isInstanceOf(EmbeddedFailure.class)
          .hasMessageContainingAll("data is in use by this process itself", "Stop that one");
      assertThat(ProcessHandle.of(kafka.pid())).hasValueSatisfying(ProcessHandle::isAlive);
    }
  }

  @Test
  void aPortInUseIsNamed() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int taken = other.getLocalPort();

      for (KafkaOptions impossible :
          List.of(
              new KafkaOptions(options.libraries(), options.data(), taken, 0),
              new KafkaOptions(options.libraries(), options.data(), 0, taken))) {
        assertThatThrownBy(() -> EmbeddedKafka.start(impossible))
            .isInstanceOf(EmbeddedFailure.class)
            .hasMessageContainingAll("Port " + taken, "choose another port");
      }
    }
  }

  @Test
  void whatCannotBeIsRefusedBeforeAnythingStarts() {
    Path libraries = options.libraries();
    Path data = options.data();

    assertThatThrownBy(() -> new KafkaOptions(libraries, data, 65_536, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("port 65536");
    assertThatThrownBy(() -> new KafkaOptions(libraries, data, 9_092, 9_092))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("need two");
    assertThatThrownBy(() -> new KafkaOptions(libraries, data, 0, 0, 64))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("heap of 64 MB");
  }

  @Test
  void missingLibrariesAreNamed() {
    KafkaOptions empty = new KafkaOptions(directory.resolve("lib"), options.data(), 0, 0);

    assertThatThrownBy(() -> EmbeddedKafka.start(empty))
        .isInstanceOf(EmbeddedFailure.class)
        .hasMessageContainingAll("libraries are not in", "./scripts/run");
  }

  @Test
  void damagedDataAreNamedAndNoProcessIsLeft() throws IOException {
    EmbeddedKafka.start(options).close();
    Path state = directory.resolve("data/__cluster_metadata-0/quorum-state");
    String healthy = Files.readString(state);
    Files.writeString(state, "{damaged");

    Throwable failure = catchThrowable(() -> EmbeddedKafka.start(options));

    Files.writeString(state, healthy);
    assertThat(failure)
        .isInstanceOf(EmbeddedFailure.class)
        .hasMessageContainingAll(
            "Kafka did not start: Error while reading the Quorum status", "Its log is");
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(
            process ->
                Processes.arguments(process)
                    .contains(directory.resolve("data/server.properties").toString()));
  }

  @Test
  void aDirectoryWithOtherThingsIsNotTouched(@TempDir Path desk) throws IOException {
    Path thesis = Files.createDirectory(desk.resolve("data")).resolve("thesis.txt");
    Files.writeString(thesis, "the only copy");

    assertThatThrownBy(() -> EmbeddedKafka.start(Build.kafka(desk.resolve("data"))))
        .isInstanceOf(EmbeddedFailure.class)
        .hasMessageContaining("holds something, but not a Kafka broker's data");
    assertThat(thesis).hasContent("the only copy");
  }
}

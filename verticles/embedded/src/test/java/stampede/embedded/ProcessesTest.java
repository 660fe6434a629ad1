package stampede.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessesTest {

  private static final List<Signal> SHORTLY =
      List.of(new Signal("TERM", Duration.ofMillis(100)), new Signal("INT", Duration.ofSeconds(5)));

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @Test
  void aProcessIsAskedMoreHarshlyUntilItEnds() throws IOException {
    Process process =
        shell("trap '' TERM; trap 'exit 7' INT; echo ready; while :; do sleep 0.01; done");

    Processes.end(process.toHandle(), SHORTLY);

    assertThat(process.onExit().join().exitValue()).isEqualTo(7);
  }

  @Test
  void aProcessThatHearsNothingIsKilled() throws IOException {
    Process process = shell("trap '' TERM INT; echo ready; while :; do sleep 0.01; done");
    List<Signal> once = SHORTLY.subList(0, 1);

    Processes.end(process.toHandle(), once);

    assertThat(process.onExit().join().exitValue()).isEqualTo(128 + 9);
  }

  @Test
  void aProcessThatEndedUnnoticedByItsParentIsNotAlive() throws IOException {
    Process process = shell("sleep 0.2 & echo ready; exec sleep 60");
    ProcessHandle unnoticed = process.children().findFirst().orElseThrow();

    await().atMost(5, SECONDS).until(() -> !Processes.isAlive(unnoticed));

    assertThat(unnoticed.isAlive()).isTrue();
  }

  @Test
  void onlyOrphansThatFitAreEnded() throws IOException {
    ProcessHandle other = sleeping("60.5");
    ProcessHandle fitting = sleeping("60.25");

    Processes.endOrphans(
        "sleep", candidate -> Processes.arguments(candidate).contains("60.25"), SHORTLY);

    assertThat(Processes.isAlive(fitting)).isFalse();
    assertThat(other.isAlive()).isTrue();
  }

  private ProcessHandle sleeping(String seconds) throws IOException {
    ProcessHandle sleeping = shell("echo ready; exec sleep " + seconds).toHandle();
    await().until(() -> Processes.arguments(sleeping).contains(seconds));
    return sleeping;
  }

  /** Returns when the script has said that it is ready. */
  private Process shell(String script) throws IOException {
    Process process = new ProcessBuilder("sh", "-c", script).start();
    started.add(process);
    BufferedReader output = process.inputReader();
    assertThat(output.readLine()).isEqualTo("ready");
    return process;
  }
}

package stampede.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends processes, whoever started them, and awaits their end. Waiting here is never interrupted.
 */
final class Processes {

  private static final Logger log = LoggerFactory.getLogger(Processes.class);

  private static final Duration GLANCE = Duration.ofMillis(20);
  private static final Duration LIMIT_OF_KILL = Duration.ofSeconds(10);

  /** The 3rd and the 20th field; the 2nd is a name in brackets, which may hold anything. */
  private static final Pattern STATE_AND_THREADS =
      Pattern.compile(".*\\) (\\S)(?: \\S+){16} (\\d+) ");

  private Processes() {}

  /** Ends every process that fits, asking with each signal in turn before it kills. */
  static void endOrphans(String server, Predicate<ProcessHandle> ours, List<Signal> signals) {
    for (ProcessHandle orphan : ProcessHandle.allProcesses().filter(ours).toList()) {
      if (isAlive(orphan)) {
        log.warn("Stopping {} of process {}, left behind by an earlier run", server, orphan.pid());
        end(orphan, signals);
      }
    }
  }

  /** Asks with each signal in turn, then kills; the process has ended when this returns. */
  static void end(ProcessHandle process, List<Signal> signals) {
    for (Signal signal : signals) {
      send(signal, process);
      if (awaitEnd(process, signal.patience())) {
        return;
      }
      log.warn(
          "Process {} did not end within {} of SIG{}",
          process.pid(),
          signal.patience(),
          signal.name());
    }
    kill(process);
  }

  /** Kills; the process has ended when this returns. */
  static void kill(ProcessHandle process) {
    process.destroyForcibly();
    if (!awaitEnd(process, LIMIT_OF_KILL)) {
      throw new EmbeddedFailure(
          "Process %d does not end even when killed: its disk may hang. See to it, then start again."
              .formatted(process.pid()));
    }
  }

  /** True when it ended in time. */
  static boolean awaitEnd(ProcessHandle process, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (isAlive(process)) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      glance(process);
    }
    return true;
  }

  /** A short wait, shorter when the process ends meanwhile. */
  static void glance(ProcessHandle process) {
    process.onExit().completeOnTimeout(process, GLANCE.toNanos(), TimeUnit.NANOSECONDS).join();
  }

  /** False also for one that has ended and that its parent has not asked about yet. */
  static boolean isAlive(ProcessHandle process) {
    return process.isAlive() && !isZombie(process);
  }

  /** A process whose first thread has ended holds its files and locks until the last one has. */
  private static boolean isZombie(ProcessHandle process) {
    try {
      String line = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      Matcher status = STATE_AND_THREADS.matcher(line);
      return status.find() && status.group(1).equals("Z") && status.group(2).equals("1");
    } catch (IOException noSuchFile) {
      return false;
    }
  }

  /** True when the process works in that directory; false where the system does not tell. */
  static boolean worksIn(Path directory, ProcessHandle process) {
    Path link = Path.of("/proc", Long.toString(process.pid()), "cwd");
    try {
      return Files.readSymbolicLink(link).equals(directory);
    } catch (IOException untold) {
      return false;
    }
  }

  /** True when the process runs a program of that name; also where the system does not tell. */
  static boolean runs(String program, ProcessHandle process) {
    Optional<String> command = process.info().command();
    return command.isEmpty() || command.get().endsWith("/" + program);
  }

  /** The arguments that the process was started with; none where the system does not tell. */
  static List<String> arguments(ProcessHandle process) {
    return List.of(process.info().arguments().orElse(new String[0]));
  }

  private static void send(Signal signal, ProcessHandle process) {
    // kill is built into every shell, but as a program it is missing on small machines
    ChildProcess.succeeds(
        List.of("sh", "-c", "kill -s %s %d".formatted(signal.name(), process.pid())));
  }
}

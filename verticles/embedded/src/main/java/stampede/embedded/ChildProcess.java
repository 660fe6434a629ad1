package stampede.embedded;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * A server in a process of its own, away from the terminal: Ctrl-C reaches only this JVM, which
 * then stops its servers in order. Of the environment it sees no more than it needs.
 */
final class ChildProcess {

  private static final Set<String> ENVIRONMENT =
      Set.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE");
  private static final File NOTHING = new File("/dev/null");

  /** Absent on macOS. */
  private static final boolean SESSIONS = succeeds(List.of("setsid", "true"));

  private final String server;
  private final Process process;
  private final ServerLog log;
  private final Pattern complaint;

  private ChildProcess(String server, Process process, ServerLog log, Pattern complaint) {
    this.server = server;
    this.process = process;
    this.log = log;
    this.complaint = complaint;
  }

  /**
   * Starts it.
   *
   * @param server its name for people
   * @param complaint finds in its log why it gave up
   */
  static ChildProcess start(
      String server, List<String> command, Path workingDirectory, ServerLog log, Pattern complaint)
      throws IOException {
    return start(server, command, workingDirectory, Map.of(), log, complaint);
  }

  /** Starts it with more in its environment than the usual. */
  static ChildProcess start(
      String server,
      List<String> command,
      Path workingDirectory,
      Map<String, String> environment,
      ServerLog log,
      Pattern complaint)
      throws IOException {
    List<String> detached = new ArrayList<>();
    if (SESSIONS) {
      detached.add("setsid");
    }
    detached.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(detached).directory(workingDirectory.toFile());
    builder.environment().keySet().retainAll(ENVIRONMENT);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectInput(NOTHING).redirectOutput(Redirect.appendTo(log.file().toFile()));
    return new ChildProcess(server, builder.start(), log, complaint);
  }

  /** True when there is such a program, and it says that it went well. */
  static boolean succeeds(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .redirectInput(NOTHING)
              .start();
      return process.onExit().join().exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  long pid() {
    return process.pid();
  }

  /** Completes when it has ended. */
  CompletableFuture<Void> ended() {
    return process.onExit().thenAccept(ended -> {});
  }

  /**
   * Returns when it is ready. When it is not in time, or ends, or the calling thread is
   * interrupted, it is gone and a failure says why.
   */
  void awaitReady(BooleanSupplier ready, Duration limit) {
    await(() -> ready.getAsBoolean() || hasFailed(), "was not ready after", limit);
  }

  private boolean hasFailed() {
    if (process.isAlive()) {
      return false;
    }
    throw log.failure(server, complaint);
  }

  private void await(BooleanSupplier reached, String otherwise, Duration limit) {
    boolean waited = false;
    try {
      long deadline = System.nanoTime() + limit.toNanos();
      while (!reached.getAsBoolean()) {
        requirePatience(otherwise, deadline, limit);
        Processes.glance(process.toHandle());
      }
      waited = true;
    } finally {
      if (!waited) {
        kill();
      }
    }
  }

  private void requirePatience(String otherwise, long deadline, Duration limit) {
    if (Thread.currentThread().isInterrupted()) {
      throw new EmbeddedFailure(server + " was told to end while it started.");
    }
    if (System.nanoTime() - deadline > 0) {
      throw new EmbeddedFailure(
          "%s %s %d s. Its log is %s.".formatted(server, otherwise, limit.toSeconds(), log.file()));
    }
  }

  /**
   * Returns when it has ended well. When it has not, or not in time, or the calling thread is
   * interrupted, it is gone and a failure says why.
   */
  void awaitSuccess(Duration limit) {
    await(() -> !Processes.isAlive(process.toHandle()), "did not end within", limit);
    if (process.onExit().join().exitValue() != 0) {
      throw log.failure(server, complaint);
    }
  }

  /** Asks with each signal in turn, then kills; it has ended when this returns. */
  void stop(List<Signal> signals) {
    if (process.isAlive()) {
      Processes.end(process.toHandle(), signals);
    }
  }

  /** Kills; it has ended when this returns. */
  void kill() {
    Processes.kill(process.toHandle());
  }
}

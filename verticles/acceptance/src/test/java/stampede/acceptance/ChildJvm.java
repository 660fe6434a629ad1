package stampede.acceptance;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/**
 * A program of ours in a JVM of its own, started as the scripts start it. Its output goes to a
 * file. It ends with the tests, and so does whatever it started.
 */
final class ChildJvm {

  private static final Duration LIMIT_OF_START = Duration.ofMinutes(2);
  private static final int ORDERLY_END_SECONDS = 40;
  private static final Queue<ChildJvm> RUNNING = new ConcurrentLinkedQueue<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(ChildJvm::endAll, "end of all programs"));
  }

  private final Process process;
  private final Path output;
  private final List<ProcessHandle> started = new ArrayList<>();

  private ChildJvm(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts it.
   *
   * @param command what is run
   * @param output where its output is appended to
   */
  static ChildJvm start(List<String> command, Path output) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(output.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("STAMPEDE_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1"); // short lives
    builder.environment().put("BUILD", "no"); // the build that runs this test has done it
    try {
      Files.createDirectories(output.resolveSibling(""));
      ChildJvm program = new ChildJvm(builder.start(), output);
      RUNNING.add(program);
      return program;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The project's directory. */
  static Path home() {
    return Path.of(System.getProperty("stampede.root", "../..")).toAbsolutePath().normalize();
  }

  /** The command that runs a main class of the shop as {@code scripts/run} does. */
  static List<String> java(String mainClass) {
    Path shop = home().resolve("verticles/shop/target");
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--add-modules",
        "java.se",
        "--add-exports",
        "java.base/jdk.internal.ref=ALL-UNNAMED",
        "--add-opens",
        "java.base/java.lang=ALL-UNNAMED",
        "--add-opens",
        "java.base/sun.nio.ch=ALL-UNNAMED",
        "--add-opens",
        "java.management/sun.management=ALL-UNNAMED",
        "--add-opens",
        "jdk.management/com.sun.management.internal=ALL-UNNAMED",
        "--enable-native-access=ALL-UNNAMED",
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "-Dhazelcast.logging.type=slf4j",
        "-Dvertx.logger-delegate-factory-class-name=io.vertx.core.logging.SLF4JLogDelegateFactory",
        "-Dstampede.home=" + home(),
        "-cp",
        shop.resolve("classes") + ":" + shop.resolve("lib") + "/*",
        mainClass);
  }

  /** Returns when it is ready; fails with what it said when it ends before. */
  void awaitReady(BooleanSupplier ready) {
    await()
        .atMost(LIMIT_OF_START)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new AssertionError("it ended before it was ready:\n" + said());
              }
              return ready.getAsBoolean();
            });
    // those who work for others, as PostgreSQL's do, come and go with them
    process.toHandle().children().forEach(started::add);
  }

  /** What it has said so far. */
  String said() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** The processes that it had started when it was ready. */
  List<ProcessHandle> started() {
    return List.copyOf(started);
  }

  /** The processes that it has started and that still run. */
  List<ProcessHandle> childrenNow() {
    return process.toHandle().children().toList();
  }

  /** Waits until it has ended by itself, and returns its exit code. */
  int awaitEnd() {
    int code = process.onExit().orTimeout(90, SECONDS).join().exitValue();
    RUNNING.remove(this);
    return code;
  }

  /** Tells it to end by that signal, {@code TERM} or {@code INT}; its exit code once it is gone. */
  int stop(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return awaitEnd();
  }

  /** SIGKILL; returns when it is gone. What it started goes on, as after a crash. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Ends it and whatever it started, in good order if that can be. */
  void end() {
    RUNNING.remove(this);
    process.toHandle().children().forEach(started::add);
    process.toHandle().destroy();
    try {
      process.onExit().orTimeout(ORDERLY_END_SECONDS, SECONDS).join();
    } catch (RuntimeException tooSlow) {
      kill();
    }
    started.forEach(ProcessHandle::destroyForcibly);
  }

  private static void endAll() {
    List.copyOf(RUNNING).parallelStream().forEach(ChildJvm::end);
  }

  /** What every program that runs now has said last, for who wants to know why a test failed. */
  static String saidLast() {
    StringBuilder all = new StringBuilder();
    for (ChildJvm program : RUNNING) {
      List<String> lines = program.said().lines().toList();
      all.append("---- %s%n".formatted(program.output));
      lines
          .subList(Math.max(0, lines.size() - 40), lines.size())
          .forEach(line -> all.append(line).append('\n'));
    }
    return all.toString();
  }
}

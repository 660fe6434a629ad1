package stampede.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A small Java program in a child JVM that listens on a port of this machine. One that outlived an
 * earlier JVM on the same data is stopped before this one starts. Methods block; call them from a
 * plain thread. Nothing stops the program when this JVM ends: close it.
 */
public final class EmbeddedProgram implements EmbeddedServer {

  private static final Duration LIMIT_OF_START = Duration.ofSeconds(30);
  private static final List<Signal> ORDERLY = List.of(new Signal("TERM", Duration.ofSeconds(10)));

  /** Programs of ours say on standard error in one line why they do not run. */
  private static final Pattern COMPLAINT = Pattern.compile("(?m)\\A(.+)$");

  private final ProgramOptions options;
  private final DataDirectory directory;
  private final ChildProcess process;

  private EmbeddedProgram(ProgramOptions options, DataDirectory directory, ChildProcess process) {
    this.options = options;
    this.directory = directory;
    this.process = process;
  }

  /**
   * Starts it and returns when it listens. Fails with {@link EmbeddedFailure}, and then leaves no
   * process behind.
   */
  public static EmbeddedProgram start(ProgramOptions options) {
    return DataDirectory.hold(options.data(), directory -> start(options, directory));
  }

  private static EmbeddedProgram start(ProgramOptions options, DataDirectory directory)
      throws IOException {
    endOrphansOf(options);
    Loopback.requireUnused(options.name(), options.port());
    directory.log().turn();
    Files.createDirectories(directory.path());
    ChildProcess process =
        ChildProcess.start(
            options.name(),
            command(options),
            directory.path(),
            options.environment(),
            directory.log(),
            COMPLAINT);
    process.awaitReady(() -> Loopback.answers(options.port()), LIMIT_OF_START);
    return new EmbeddedProgram(options, directory, process);
  }

  /**
   * Stops one that outlived an earlier JVM on these data, so that its port is free. Fails with
   * {@link EmbeddedFailure} when the data are in use by a JVM that lives.
   */
  public static void endOrphans(ProgramOptions options) {
    DataDirectory.hold(
            options.data(),
            directory -> {
              endOrphansOf(options);
              return directory;
            })
        .close();
  }

  private static void endOrphansOf(ProgramOptions options) {
    Processes.endOrphans(options.name(), orphan -> isOurs(options, orphan), ORDERLY);
  }

  private static List<String> command(ProgramOptions options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx%dm".formatted(options.heapMegabytes()),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:disable",
                "-Xlog:all=error",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                options.classPath().stream()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator)),
                options.mainClass()));
    command.addAll(options.arguments());
    return command;
  }

  private static boolean isOurs(ProgramOptions options, ProcessHandle process) {
    List<String> arguments = Processes.arguments(process);
    return arguments.contains(options.mainClass()) && arguments.contains(options.data().toString());
  }

  /** How it was started. */
  public ProgramOptions options() {
    return options;
  }

  @Override
  public String name() {
    return options.name();
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public CompletableFuture<Void> ended() {
    return process.ended();
  }

  /** Stops it in good order, after 10 s by force. Does nothing when it has ended already. */
  @Override
  public void close() {
    try {
      process.stop(ORDERLY);
    } finally {
      directory.close();
    }
  }

  /** Kills it as a crash would, for fault tests. It can be started again after. */
  public void kill() {
    try {
      process.kill();
    } finally {
      directory.close();
    }
  }
}

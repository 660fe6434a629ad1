package stampede.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Java machine of a broker: the same Java as ours, small and quick to start.
 *
 * <p>Beside the libraries lies an archive of their classes, which halves the time of a start.
 *
 * @param makesArchive whether the broker makes it when it ends, if it is missing or stale; of those
 *     who run at the same time only one may
 */
record KafkaMachine(Path libraries, int heapMegabytes, boolean makesArchive) {

  static KafkaMachine of(KafkaOptions options, DataDirectory directory) throws IOException {
    requireBroker(options.libraries().toAbsolutePath());
    Path libraries = options.libraries().toRealPath();
    boolean makesArchive =
        Files.isWritable(libraries) && directory.alsoHold(libraries.resolve("classes.lock"));
    return new KafkaMachine(libraries, options.heapMegabytes(), makesArchive);
  }

  private static void requireBroker(Path libraries) throws IOException {
    if (Files.isDirectory(libraries)) {
      try (Stream<Path> jars = Files.list(libraries)) {
        if (jars.anyMatch(jar -> jar.getFileName().toString().startsWith("kafka_"))) {
          return;
        }
      }
    }
    throw new EmbeddedFailure(
        "Kafka's libraries are not in %s. Start with ./scripts/run, which gathers them there."
            .formatted(libraries));
  }

  /** The command that serves what the settings say. */
  List<String> broker(Path settings) {
    List<String> command = java();
    if (makesArchive) {
      command.add("-XX:+AutoCreateSharedArchive");
    }
    if (makesArchive || Files.exists(archive())) {
      command.add("-XX:SharedArchiveFile=" + archive());
    }
    command.add("-Dlog4j2.configurationFile=" + settings.resolveSibling("log4j2.properties"));
    command.addAll(List.of("kafka.Kafka", settings.toString()));
    return command;
  }

  /** The command that makes the directory which the settings name one for a broker. */
  List<String> format(Path settings, String clusterId) {
    List<String> command = java();
    command.addAll(List.of("kafka.tools.StorageTool", "format"));
    command.addAll(List.of("--cluster-id", clusterId, "--config", settings.toString()));
    return command;
  }

  /** True when a process was started by one of these commands. */
  static boolean runs(Path settings, ProcessHandle process) {
    List<String> arguments = Processes.arguments(process);
    return arguments.contains(settings.toString())
        && (arguments.contains("kafka.Kafka") || arguments.contains("kafka.tools.StorageTool"));
  }

  private List<String> java() {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xms64m",
            "-Xmx%dm".formatted(heapMegabytes),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xlog:disable",
            "-Xlog:all=error",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            libraries + "/*"));
  }

  private Path archive() {
    return libraries.resolve("classes.jsa");
  }
}

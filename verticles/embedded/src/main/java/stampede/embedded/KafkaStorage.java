package stampede.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.common.Uuid;

/** The files of a broker: the records of all topics, and the settings of its present run. */
final class KafkaStorage {

  static final String SERVER = "Kafka";

  /** The first error, which has the others as its consequence, and the exception that it names. */
  static final Pattern COMPLAINT =
      Pattern.compile(
          "(?m)^\\S+ (?:ERROR|FATAL) \\S+ (.*)$(?:\\R[\\w.$]+(?:Exception|Error): (.*)$)?");

  private static final Duration LIMIT_OF_CREATION = Duration.ofMinutes(1);
  private static final String IDENTITY = "meta.properties";

  private final DataDirectory directory;
  private final KafkaMachine machine;
  private final KafkaOptions options;

  KafkaStorage(DataDirectory directory, KafkaMachine machine, KafkaOptions options) {
    this.directory = directory;
    this.machine = machine;
    this.options = options;
  }

  /**
   * Leaves a directory that a broker can serve with the current settings; returns its cluster's id.
   */
  String prepare() throws IOException {
    directory.fillOnce(IDENTITY, "a Kafka broker's data", this::create);
    writeSettings(directory.path());
    return clusterId();
  }

  private void create(Path fresh) throws IOException {
    writeSettings(fresh);
    ChildProcess.start(
            SERVER,
            machine.format(settings(fresh), Uuid.randomUuid().toString()),
            fresh,
            directory.log(),
            COMPLAINT)
        .awaitSuccess(LIMIT_OF_CREATION);
  }

  private void writeSettings(Path data) throws IOException {
    copy("log4j2.properties", data);
    copy("server.properties", data);
    try (OutputStream settings = Files.newOutputStream(settings(data), StandardOpenOption.APPEND)) {
      placed(data).store(settings, "where it is");
    }
  }

  private static void copy(String resource, Path data) throws IOException {
    try (InputStream settings = KafkaStorage.class.getResourceAsStream(resource)) {
      Files.copy(settings, data.resolve(resource), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Properties placed(Path data) {
    String clients = Loopback.ADDRESS + ":" + options.port();
    String controller = Loopback.ADDRESS + ":" + options.controllerPort();
    Properties placed = new Properties();
    placed.setProperty("log.dirs", data.toString());
    placed.setProperty("listeners", "CLIENTS://%s,CONTROLLER://%s".formatted(clients, controller));
    placed.setProperty("controller.quorum.voters", "1@" + controller);
    return placed;
  }

  private String clusterId() throws IOException {
    Properties identity = new Properties();
    try (Reader reader =
        Files.newBufferedReader(directory.path().resolve(IDENTITY), StandardCharsets.UTF_8)) {
      identity.load(reader);
    }
    return identity.getProperty("cluster.id", "none");
  }

  /** The file that tells a broker everything, and by which its process is known. */
  Path settings() {
    return settings(directory.path());
  }

  private static Path settings(Path data) {
    return data.resolve("server.properties");
  }

  /** True when a process serves, or creates, these very files. */
  static boolean isServedBy(DataDirectory directory, ProcessHandle process) {
    return KafkaMachine.runs(settings(directory.path()), process)
        || KafkaMachine.runs(settings(directory.unfinished()), process);
  }
}

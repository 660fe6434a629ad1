package stampede.acceptance;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The whole shop in a process of its own, on data and ports of its own: can be stopped, killed and
 * started again on the same data.
 */
final class ShopProcess implements AutoCloseable {

  private static final String MAIN = "stampede.shop.Shop";
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final int GATEWAY = 0;
  private static final int MANAGEMENT = 1;
  private static final int POSTGRES = 2;
  private static final int KAFKA = 3;
  private static final int CONTROLLER = 4;
  private static final int PROVIDER = 5;
  private static final int CARRIER = 6;
  private static final int ACCOUNT = 7;
  private static final int CLUSTER = 8;
  private static final int NODES = 10;

  private final String name;
  private final Path directory;
  private final Path data;
  private final int firstPort = Ports.free(CLUSTER + NODES);
  private final List<String> arguments;
  private ChildJvm program;

  private ShopProcess(String name, Path data, List<String> arguments) {
    this.name = name;
    this.directory = directory(name);
    this.data = data;
    this.arguments = List.copyOf(arguments);
    this.program = launch(List.of());
  }

  /**
   * Starts a shop without any data, and returns when it takes orders.
   *
   * @param name of its directory under {@code target/shops}
   * @param arguments what is set besides the ports, as {@code key=value} or options
   */
  static ShopProcess start(String name, String... arguments) {
    sharePrograms(fresh(name).resolve("data"));
    ShopProcess shop = launchOn(name, arguments);
    shop.awaitReady();
    return shop;
  }

  /** Starts one without its gateway; returns when its parts can be used. */
  static ShopProcess startParts(String name, String... arguments) {
    sharePrograms(fresh(name).resolve("data"));
    ShopProcess shop = launchOn(name, arguments);
    shop.program.awaitReady(() -> shop.program.said().contains("The shop is ready"));
    return shop;
  }

  /** The same, but does not wait, as it may be one that cannot start. */
  static ShopProcess launch(String name, String... arguments) {
    return new ShopProcess(name, fresh(name).resolve("data"), List.of(arguments));
  }

  /** The same on what a test has put into {@link #fresh}. */
  static ShopProcess launchOn(String name, String... arguments) {
    return new ShopProcess(name, directory(name).resolve("data"), List.of(arguments));
  }

  /** The same on data that are elsewhere. */
  static ShopProcess launch(String name, Path data) {
    fresh(name);
    return new ShopProcess(name, data, List.of());
  }

  /** One unpacking of PostgreSQL is enough for all shops. */
  private static void sharePrograms(Path data) {
    Path programs = directory("programs");
    try {
      Files.createDirectories(programs);
      Files.createDirectories(data);
      Files.createSymbolicLink(data.resolve("postgres-server"), programs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path directory(String name) {
    return Path.of("target", "shops", name).toAbsolutePath();
  }

  /** An empty directory for a test, which an earlier run may have left full. */
  static Path fresh(String name) {
    Path directory = directory(name);
    try {
      if (Files.exists(directory)) {
        try (Stream<Path> entries = Files.walk(directory)) {
          for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(entry);
          }
        }
      }
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ChildJvm launch(List<String> more) {
    List<String> command = new ArrayList<>(ChildJvm.java(MAIN));
    command.addAll(List.of("--data", data().toString()));
    command.addAll(portSettings());
    command.addAll(arguments);
    command.addAll(more);
    return ChildJvm.start(command, directory.resolve("output.txt"));
  }

  private List<String> portSettings() {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "gateway.port=" + port(),
                "account.port=" + accountPort(),
                "node.management-port=" + (firstPort + MANAGEMENT),
                "parts.postgres-port=" + (firstPort + POSTGRES),
                "parts.kafka-port=" + (firstPort + KAFKA),
                "parts.kafka-controller-port=" + (firstPort + CONTROLLER),
                "parts.provider-port=" + (firstPort + PROVIDER),
                "parts.carrier-port=" + (firstPort + CARRIER)));
    settings.addAll(clusterSettings());
    return settings;
  }

  /** What another node is to be told so that it joins this shop's cluster and no other. */
  List<String> clusterSettings() {
    List<String> members = new ArrayList<>();
    for (int port = firstPort + CLUSTER; port < firstPort + CLUSTER + NODES; port++) {
      members.add("127.0.0.1:" + port);
    }
    return List.of(
        "cluster.name=" + name,
        "cluster.port=" + (firstPort + CLUSTER),
        "cluster.members=" + String.join(",", members));
  }

  /** Returns when clients get what they ask for. */
  void awaitReady() {
    program.awaitReady(this::isHealthy);
  }

  /** Whether its gateway finds every service. */
  boolean isHealthy() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/health".formatted(port())))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The port of logins and tokens. */
  int accountPort() {
    return firstPort + ACCOUNT;
  }

  /** The gateway's port. */
  int port() {
    return firstPort + GATEWAY;
  }

  /** The directory with everything that it keeps. */
  Path data() {
    return data;
  }

  /** Its process. */
  ChildJvm program() {
    return program;
  }

  /** How its parts are reached: what it has written down for other processes. */
  Properties connection() {
    Properties connection = new Properties();
    try (Reader reader = Files.newBufferedReader(data().resolve("connection.properties"))) {
      connection.load(reader);
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One value of {@link #connection}. */
  String connection(String key) {
    return Objects.requireNonNull(connection().getProperty(key), key);
  }

  /** A client's view. */
  ShopApi api() {
    return new ShopApi(port(), data().resolve("token-keys.json"));
  }

  /** The payment provider, as it sees itself. */
  Partner provider() {
    return new Partner(
        connection("payment.provider-address"),
        connection("payment.provider-api-key"),
        connection("payment.provider-callback-secret"));
  }

  /** The carrier, as it sees itself. */
  Partner carrier() {
    return new Partner(
        connection("delivery.carrier-address"),
        connection("delivery.carrier-api-key"),
        connection("delivery.carrier-callback-secret"));
  }

  /** Every process whose command line names a file of this shop. */
  List<ProcessHandle> processesOnItsData() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(data() + "/"))
        .toList();
  }

  /** SIGKILL to the shop's own process; PostgreSQL, Kafka and the partners go on. */
  void kill() {
    program.kill();
  }

  /** Starts it again on the same data, and returns when it takes orders. */
  void restart(String... more) {
    program = launch(List.of(more));
    awaitReady();
  }

  @Override
  public void close() {
    program.end();
  }
}

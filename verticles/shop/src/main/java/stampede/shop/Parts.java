package stampede.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import stampede.contracts.BoundedContext;
import stampede.embedded.EmbeddedFailure;
import stampede.embedded.EmbeddedKafka;
import stampede.embedded.EmbeddedPostgres;
import stampede.embedded.EmbeddedProgram;
import stampede.embedded.KafkaOptions;
import stampede.embedded.PostgresAdministration;
import stampede.embedded.PostgresOptions;
import stampede.embedded.ProgramOptions;
import stampede.gateway.GatewayService;
import stampede.platform.node.NodeSettings;
import stampede.platform.settings.Settings;

/**
 * What the shop stands on, started beside it: PostgreSQL with a database and a role per service,
 * Kafka, the payment provider, the carrier. Blocking; called from plain threads.
 */
final class Parts implements AutoCloseable {

  /** Whom the auditor comes as: he may look at every database and change none. */
  private static final String READER = "stampede_reader";

  private static final int PARTNER_HEAP_MEGABYTES = 64;
  private static final List<BoundedContext> WITH_DATABASE =
      List.of(
          BoundedContext.CATALOG,
          BoundedContext.INVENTORY,
          BoundedContext.ORDER,
          BoundedContext.PAYMENT,
          BoundedContext.DELIVERY);

  private final Path data;
  private final Libraries libraries;
  private final Settings settings;
  private final Secrets secrets;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final Map<String, String> connection = new LinkedHashMap<>();
  private volatile CompletableFuture<Void> allStarted = CompletableFuture.completedFuture(null);
  private volatile boolean endWithTheProcess = true;

  private Parts(Path data, Libraries libraries, Settings settings, Secrets secrets) {
    this.data = data;
    this.libraries = libraries;
    this.settings = settings;
    this.secrets = secrets;
  }

  /**
   * The keys of {@link #connection}, with values that stand for those to come, so that everything
   * else that is set can be checked before a part is started.
   */
  static Map<String, String> promised() {
    Map<String, String> promised = new LinkedHashMap<>();
    for (BoundedContext context : WITH_DATABASE) {
      promised.put(context.serviceName() + ".database-url", "postgresql://127.0.0.1:5432/promised");
      promised.put(context.serviceName() + ".database-password", "promised");
    }
    for (String partner : List.of("payment.provider", "delivery.carrier")) {
      promised.put(partner + "-address", "http://127.0.0.1:80");
      promised.put(partner + "-api-key", "promised");
      promised.put(partner + "-callback-secret", "promised");
    }
    promised.put(GatewayService.TOKEN_KEYS.key(), "promised");
    return promised;
  }

  /**
   * Starts all parts side by side. Fails with {@link EmbeddedFailure}, and then leaves none. Until
   * {@link #endWhenClosed} they end when the process is told to, so that none outlives a start that
   * was broken off.
   */
  static Parts start(Path data, Libraries libraries, Settings settings) throws IOException {
    Files.createDirectories(data);
    Path real = data.toRealPath();
    Parts parts = new Parts(real, libraries, settings, Secrets.open(real));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      parts.allStarted =
          CompletableFuture.allOf(
              parts.starting(threads, parts::startKafka),
              parts.starting(threads, parts::startPostgres),
              parts.starting(threads, parts::startProvider),
              parts.starting(threads, parts::startCarrier));
      Runtime.getRuntime().addShutdownHook(new Thread(parts::processEnds, "end of a start"));
      parts.allStarted.join();
      parts.connected(
          Map.of(GatewayService.TOKEN_KEYS.key(), parts.secrets.tokenKeys().toString()));
      return parts;
    } catch (CompletionException e) {
      parts.close();
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  private interface Start {
    void run() throws IOException;
  }

  private CompletableFuture<Void> starting(ExecutorService threads, Start start) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            start.run();
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        threads);
  }

  private void processEnds() {
    if (endWithTheProcess) {
      close();
    }
  }

  /** From now on they end when they are closed, by somebody who still needs them to end well. */
  void endWhenClosed() {
    endWithTheProcess = false;
  }

  /** How every process of the system reaches the parts; secrets are among it. */
  synchronized Map<String, String> connection() {
    return Map.copyOf(connection);
  }

  /** Writes {@link #connection} down for other processes that want to join or to look. */
  void writeConnection() throws IOException {
    StringBuilder text = new StringBuilder("# how to reach the parts; keep it to yourself\n");
    new TreeMap<>(connection())
        .forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    PrivateFile.write(data.resolve("connection.properties"), text.toString());
  }

  private void startKafka() {
    EmbeddedKafka kafka =
        EmbeddedKafka.start(
            new KafkaOptions(
                libraries.kafka(),
                data.resolve("kafka"),
                settings.get(PartsSettings.KAFKA_PORT),
                settings.get(PartsSettings.KAFKA_CONTROLLER_PORT)));
    running(kafka, Map.of("kafka.servers", kafka.bootstrapServers()));
  }

  private void startPostgres() throws IOException {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            new PostgresOptions(
                data.resolve("postgres-server"),
                data.resolve("postgres"),
                settings.get(PartsSettings.POSTGRES_PORT)));
    running(postgres, Map.of());
    PostgresAdministration administration = postgres.administration();
    Map<String, String> reached = new LinkedHashMap<>();
    for (BoundedContext context : WITH_DATABASE) {
      String service = context.serviceName();
      String role = "stampede_" + service;
      String password = secrets.secret(service + ".database-password");
      administration.ensureService(role, role, password);
      reached.put(service + ".database-url", postgres.uri(role));
      reached.put(service + ".database-user", role);
      reached.put(service + ".database-password", password);
    }
    String password = secrets.secret(NodeSettings.AUDITOR + ".database-password");
    administration.ensureReader(READER, password);
    reached.put(NodeSettings.AUDITOR + ".database-user", READER);
    reached.put(NodeSettings.AUDITOR + ".database-password", password);
    connected(reached);
  }

  private void startProvider() throws IOException {
    startPartner(
        "provider",
        "stampede.simulators.provider.PaymentProvider",
        "payment",
        "payments/{reference}/provider-updates",
        settings.get(PartsSettings.PROVIDER_PORT),
        List.of());
  }

  private void startCarrier() throws IOException {
    startPartner(
        "carrier",
        "stampede.simulators.carrier.Carrier",
        "delivery",
        "shipments/{reference}/carrier-updates",
        settings.get(PartsSettings.CARRIER_PORT),
        List.of(
            "--collect-after",
            settings.get(PartsSettings.COLLECT_AFTER),
            "--deliver-after",
            settings.get(PartsSettings.DELIVER_AFTER)));
  }

  private void startPartner(
      String name, String mainClass, String service, String callback, int port, List<String> more)
      throws IOException {
    Path directory = data.resolve(name);
    String apiKey = secrets.secret(name + ".api-key");
    String callbackSecret = secrets.secret(name + ".callback-secret");
    String prefix = "STAMPEDE_" + name.toUpperCase(Locale.ROOT);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--port",
                Integer.toString(port),
                "--data",
                directory.toString(),
                "--callback-url",
                callbackAddress(callback)));
    arguments.addAll(more);
    EmbeddedProgram program =
        EmbeddedProgram.start(
            new ProgramOptions(
                "the " + name,
                mainClass,
                libraries.simulators(),
                arguments,
                Map.of(prefix + "_API_KEY", apiKey, prefix + "_CALLBACK_SECRET", callbackSecret),
                directory,
                port,
                PARTNER_HEAP_MEGABYTES));
    running(
        program,
        Map.of(
            "%s.%s-address".formatted(service, name), "http://127.0.0.1:" + port,
            "%s.%s-api-key".formatted(service, name), apiKey,
            "%s.%s-callback-secret".formatted(service, name), callbackSecret));
  }

  private String callbackAddress(String path) {
    return "http://%s:%d/api/v1/%s"
        .formatted(settings.get(GatewayService.HOST), settings.get(GatewayService.PORT), path);
  }

  private synchronized void running(AutoCloseable part, Map<String, String> reached) {
    started.push(part);
    connection.putAll(reached);
  }

  private synchronized void connected(Map<String, String> reached) {
    connection.putAll(reached);
  }

  /** Stops all parts, side by side; each in good order. Waits for those that are starting. */
  @Override
  public void close() {
    allStarted.exceptionally(failed -> null).join();
    List<AutoCloseable> stopping;
    synchronized (this) {
      stopping = List.copyOf(started);
      started.clear();
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      stopping.forEach(part -> threads.execute(() -> closeOne(part)));
    }
  }

  private static void closeOne(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      System.err.println("a part did not stop in good order: " + e.getMessage());
    }
  }
}

package stampede.shop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import stampede.account.AccountService;
import stampede.contracts.BoundedContext;
import stampede.embedded.EmbeddedFailure;
import stampede.embedded.EmbeddedKafka;
import stampede.embedded.EmbeddedPostgres;
import stampede.embedded.EmbeddedProgram;
import stampede.embedded.EmbeddedServer;
import stampede.embedded.KafkaOptions;
import stampede.embedded.PostgresAdministration;
import stampede.embedded.PostgresOptions;
import stampede.gateway.GatewayService;
import stampede.platform.node.NodeSettings;
import stampede.platform.settings.Settings;

/**
 * What the shop stands on, started and kept running beside it: PostgreSQL with a database and a
 * role per service, Kafka, the payment provider, the carrier. Blocking; called from plain threads.
 */
final class Parts implements AutoCloseable {

  /** Whom the auditor comes as: he may look at every database and change none. */
  private static final String READER = "stampede_reader";

  private static final List<BoundedContext> WITH_DATABASE =
      List.of(
          BoundedContext.ACCOUNT,
          BoundedContext.CATALOG,
          BoundedContext.INVENTORY,
          BoundedContext.ORDER,
          BoundedContext.PAYMENT,
          BoundedContext.DELIVERY);

  private final Path data;
  private final PostgresOptions postgres;
  private final KafkaOptions kafka;
  private final Partner provider;
  private final Partner carrier;
  private final Map<String, String> connection = new TreeMap<>();
  private final List<Watch<?>> watches = new ArrayList<>();
  private boolean closed;

  private Parts(Path data, Libraries libraries, Settings settings) throws IOException {
    Secrets secrets = Secrets.open(data);
    this.data = data;
    this.postgres =
        new PostgresOptions(
                data.resolve("postgres-server"),
                data.resolve("postgres"),
                settings.get(PartsSettings.POSTGRES_PORT))
            .withPort();
    this.kafka =
        new KafkaOptions(
                libraries.kafka(),
                data.resolve("kafka"),
                settings.get(PartsSettings.KAFKA_PORT),
                settings.get(PartsSettings.KAFKA_CONTROLLER_PORT))
            .withPorts();
    this.provider = Partner.provider(data, libraries, settings, secrets);
    this.carrier = Partner.carrier(data, libraries, settings, secrets);
    for (BoundedContext context : WITH_DATABASE) {
      String service = context.serviceName();
      String url = "postgresql://127.0.0.1:%d/%s".formatted(postgres.port(), role(context));
      connection.put(service + ".database-url", url);
      connectAs(service, role(context), secrets);
    }
    connectAs(NodeSettings.AUDITOR, READER, secrets);
    connection.put("kafka.servers", "127.0.0.1:" + kafka.port());
    connection.putAll(provider.connection());
    connection.putAll(carrier.connection());
    connection.put(AccountService.SECRET.key(), secrets.secret(AccountService.SECRET.key()));
    connection.put(AccountService.TOKEN_KEYS.key(), secrets.tokenKeys().toString());
    connection.put(AccountService.MAIL_FILE.key(), data.resolve("mail.jsonl").toString());
    connection.put(GatewayService.TOKEN_KEYS.key(), secrets.tokenKeys().toString());
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
    promised.put(AccountService.SECRET.key(), "promised");
    promised.put(GatewayService.TOKEN_KEYS.key(), "promised");
    return promised;
  }

  /**
   * Makes ready for a start: what an earlier run left running on these data is stopped, so that its
   * ports are free. Fails with {@link EmbeddedFailure}, also when another shop uses the data.
   *
   * @param data an existing directory
   */
  static Parts prepare(Path data, Libraries libraries, Settings settings) {
    try {
      Parts parts = new Parts(data, libraries, settings);
      EmbeddedPostgres.endOrphans(parts.postgres);
      EmbeddedKafka.endOrphans(parts.kafka);
      EmbeddedProgram.endOrphans(parts.provider.options());
      EmbeddedProgram.endOrphans(parts.carrier.options());
      return parts;
    } catch (IOException e) {
      throw EmbeddedFailure.of(e);
    }
  }

  /**
   * Starts all parts side by side and writes {@link #connection} down for other processes that want
   * to join or to look. Fails with {@link EmbeddedFailure}, and with {@link CancellationException}
   * when it has been closed already; then it is to be closed.
   */
  void start() {
    try {
      CompletableFuture.allOf(
              keep(() -> EmbeddedKafka.start(kafka)),
              keep(() -> EmbeddedPostgres.start(postgres))
                  .thenAcceptAsync(this::setUp, task -> Thread.ofVirtual().start(task)),
              keep(() -> EmbeddedProgram.start(provider.options())),
              keep(() -> EmbeddedProgram.start(carrier.options())))
          .join();
      writeConnection();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    } catch (IOException e) {
      throw EmbeddedFailure.of(e);
    }
  }

  private synchronized <S extends EmbeddedServer> CompletableFuture<S> keep(Supplier<S> start) {
    if (closed) {
      throw new CancellationException("told to end before the parts were started");
    }
    Watch<S> watch = Watch.over(start, Watch.USUAL);
    watches.add(watch);
    return watch.ready();
  }

  private void setUp(EmbeddedPostgres server) {
    PostgresAdministration administration = server.administration();
    for (BoundedContext context : WITH_DATABASE) {
      String role = role(context);
      administration.ensureService(role, role, password(context.serviceName()));
    }
    administration.ensureReader(READER, password(NodeSettings.AUDITOR));
  }

  private static String role(BoundedContext context) {
    return "stampede_" + context.serviceName();
  }

  private void connectAs(String service, String role, Secrets secrets) throws IOException {
    String password = service + ".database-password";
    connection.put(service + ".database-user", role);
    connection.put(password, secrets.secret(password));
  }

  private String password(String service) {
    return connection.getOrDefault(service + ".database-password", "");
  }

  /** How every process of the system reaches the parts; secrets are among it. */
  Map<String, String> connection() {
    return Map.copyOf(connection);
  }

  private void writeConnection() throws IOException {
    StringBuilder text = new StringBuilder("# how to reach the parts; keep it to yourself\n");
    connection.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    PrivateFile.write(data.resolve("connection.properties"), text.toString());
  }

  /** Stops all parts, side by side, each in good order; also those that are being started. */
  @Override
  public void close() {
    List<Watch<?>> stopping;
    synchronized (this) {
      closed = true;
      stopping = List.copyOf(watches);
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      stopping.forEach(watch -> threads.execute(watch::close));
    }
  }
}

package stampede.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stampede.account.AccountService;
import stampede.contracts.BoundedContext;
import stampede.embedded.EmbeddedFailure;
import stampede.gateway.GatewayService;
import stampede.platform.node.CannotStart;
import stampede.platform.node.End;
import stampede.platform.node.Node;
import stampede.platform.node.NodeProcess;
import stampede.platform.node.NodeSettings;
import stampede.platform.node.Service;
import stampede.platform.settings.InvalidSettings;
import stampede.platform.settings.Setting;
import stampede.platform.settings.Settings;
import stampede.platform.settings.SettingsSource;
import stampede.platform.telemetry.Logging;

/** The program behind {@code scripts/run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Runs the whole shop until Ctrl-C; the data stays.")
public final class Shop implements Callable<Integer> {

  private static final int CANNOT_START = 1;
  private static final int BAD_SETTINGS = 2;

  @Option(
      names = "--data",
      paramLabel = "DIRECTORY",
      description = "where everything is kept (${DEFAULT-VALUE})")
  private Path data = Path.of("data");

  @Option(
      names = "--external",
      paramLabel = "FILE",
      description =
          "use PostgreSQL, Kafka and partners that run already, as this file of key=value says")
  private Optional<Path> external = Optional.empty();

  @Option(
      names = "--without",
      paramLabel = "SERVICE",
      split = ",",
      description = "services that run as processes of their own")
  private Set<String> without = new HashSet<>();

  @Option(names = "--settings", paramLabel = "FILE", description = "a file of key=value lines")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--list", description = "list what can be set, and end")
  private boolean list;

  @Parameters(
      paramLabel = "key=value",
      description = "settings; they win over file and environment")
  private List<String> arguments = new ArrayList<>();

  private Shop() {}

  /** Runs it; exits 1 when it cannot start, 2 when the settings are not usable. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Shop()).execute(arguments));
  }

  @Override
  public Integer call() {
    if (list) {
      known(Topology.services()).forEach(setting -> System.out.println(setting.describe()));
      return 0;
    }
    End end = End.listen();
    try {
      start(end);
      end.await();
      return 0;
    } catch (InvalidSettings e) {
      return failed(end, e.getMessage(), BAD_SETTINGS);
    } catch (EmbeddedFailure | CannotStart e) {
      return failed(end, "cannot start: " + e.getMessage(), CANNOT_START);
    } catch (RuntimeException e) {
      return failed(end, "cannot start: " + CannotStart.because(e).getMessage(), CANNOT_START);
    }
  }

  /** Stops whatever has been started. Who has ended it meanwhile needs no reason. */
  private static int failed(End end, @Nullable String reason, int code) {
    end.now();
    if (!end.isTold()) {
      System.err.println(reason);
    }
    return code;
  }

  private void start(End end) throws CannotStart {
    Libraries libraries = Libraries.find();
    List<Service> services = chosen();
    Map<String, String> ours = new HashMap<>(defaults(libraries));
    end.first(() -> sayWhenTold(end, "stopped; the data is kept in " + data));
    if (external.isEmpty()) {
      ours.putAll(startParts(libraries, services, end));
    }
    Settings settings = read(services, ours);
    startLog(settings);
    if (external.isPresent()) {
      Ports ports = Ports.of(settings, gateway(services).isPresent(), hasAccounts(services), false);
      ports.requireDifferent();
      ports.requireUnused();
    }
    Node node = NodeProcess.start(settings, services, end);
    Greeting.print(System.out, node, gateway(services), data);
    end.first(() -> sayWhenTold(end, "stopping: what is under way is finished first"));
  }

  private static void sayWhenTold(End end, String what) {
    if (end.isTold()) {
      System.out.println(what);
    }
  }

  /**
   * Checks everything that is set before anything is started; returns how the parts are reached.
   */
  private Map<String, String> startParts(Libraries libraries, List<Service> services, End end) {
    Map<String, String> promised = new HashMap<>(Parts.promised());
    promised.putAll(defaults(libraries));
    Settings settings = read(services, promised);
    Ports ports = Ports.of(settings, gateway(services).isPresent(), hasAccounts(services), true);
    ports.requireDifferent();
    Path directory = directory();
    startLog(settings);
    Parts parts = Parts.prepare(directory, libraries, settings);
    ports.requireUnused();
    end.first(parts::close);
    parts.start();
    return parts.connection();
  }

  private Path directory() {
    try {
      return Files.createDirectories(data).toRealPath();
    } catch (IOException e) {
      throw EmbeddedFailure.of(e);
    }
  }

  private static Optional<GatewayService> gateway(List<Service> services) {
    return services.stream()
        .filter(GatewayService.class::isInstance)
        .map(GatewayService.class::cast)
        .findFirst();
  }

  private static boolean hasAccounts(List<Service> services) {
    return services.stream().anyMatch(AccountService.class::isInstance);
  }

  private static void startLog(Settings settings) {
    Logging.start(settings.get(NodeSettings.LOG_FILE), settings.get(NodeSettings.NAME));
  }

  private Map<String, String> defaults(Libraries libraries) {
    return Map.of(
        NodeSettings.CLUSTER_FILE.key(), libraries.cluster().toString(),
        NodeSettings.LOG_FILE.key(), data.resolve("shop.log").toString());
  }

  private Settings read(List<Service> services, Map<String, String> ours) {
    List<SettingsSource> sources = new ArrayList<>();
    sources.add(new SettingsSource("the shop itself", ours));
    external.ifPresent(path -> sources.add(SettingsSource.file(path)));
    file.ifPresent(path -> sources.add(SettingsSource.file(path)));
    List<Setting<?>> known = known(services);
    sources.add(SettingsSource.environment(System.getenv(), known));
    sources.add(SettingsSource.arguments(arguments));
    Set<String> elsewhere = new HashSet<>(without);
    elsewhere.add(NodeSettings.AUDITOR);
    return Settings.read(known, elsewhere, sources);
  }

  private static List<Setting<?>> known(List<Service> services) {
    List<Setting<?>> known = new ArrayList<>(NodeSettings.all());
    known.addAll(PartsSettings.all());
    services.forEach(service -> known.addAll(service.settings()));
    if (gateway(services).isEmpty()) {
      // the partners call back to it, wherever it runs
      known.addAll(List.of(GatewayService.HOST, GatewayService.PORT));
    }
    if (!hasAccounts(services)) {
      // its port is looked at with the others
      known.addAll(List.of(AccountService.HOST, AccountService.PORT));
    }
    return known;
  }

  private List<Service> chosen() {
    for (String name : without) {
      if (!BoundedContext.serviceNames().contains(name)) {
        throw InvalidSettings.because(
            "--without %s: the services are %s".formatted(name, BoundedContext.serviceNames()));
      }
    }
    return Topology.services().stream()
        .filter(service -> !without.contains(service.name()))
        .toList();
  }
}

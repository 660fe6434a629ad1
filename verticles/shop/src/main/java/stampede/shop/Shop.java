package stampede.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stampede.contracts.BoundedContext;
import stampede.embedded.EmbeddedFailure;
import stampede.gateway.GatewayService;
import stampede.platform.node.CannotStart;
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
  public Integer call() throws InterruptedException {
    try {
      if (list) {
        known(Topology.services()).forEach(setting -> System.out.println(setting.describe()));
        return 0;
      }
      return live();
    } catch (InvalidSettings e) {
      System.err.println(e.getMessage());
      return BAD_SETTINGS;
    } catch (EmbeddedFailure | CannotStart | UncheckedIOException e) {
      System.err.println("cannot start: " + e.getMessage());
      return CANNOT_START;
    }
  }

  private int live() throws CannotStart, InterruptedException {
    Libraries libraries = Libraries.find();
    List<Service> services = chosen();
    Map<String, String> ours = new HashMap<>(defaults(libraries));
    Optional<Parts> parts =
        external.isPresent() ? Optional.empty() : Optional.of(startParts(libraries, services));
    try {
      parts.ifPresent(started -> ours.putAll(started.connection()));
      Settings settings = read(services, ours);
      startLog(settings);
      Node node = NodeProcess.start(settings, services);
      parts.ifPresent(Parts::endWhenClosed);
      Greeting.print(System.out, settings, data);
      NodeProcess.untilToldToEnd(
          () -> {
            System.out.println("stopping: what is under way is finished first");
            NodeProcess.stop(node);
            parts.ifPresent(Parts::close);
            System.out.println("stopped; the data is kept in " + data);
          });
      return 0;
    } catch (CannotStart | RuntimeException e) {
      parts.ifPresent(Parts::close);
      throw e;
    }
  }

  /** Checks everything that is set before anything is started. */
  private Parts startParts(Libraries libraries, List<Service> services) {
    Map<String, String> promised = new HashMap<>(Parts.promised());
    promised.putAll(defaults(libraries));
    Settings settings = read(services, promised);
    startLog(settings);
    OwnPorts.requireUnused(settings, services);
    try {
      Parts parts = Parts.start(data, libraries, settings);
      parts.writeConnection();
      return parts;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be used: expected a directory that can be read and written%s"
              .formatted(data, reason(e)),
          e);
    }
  }

  private static String reason(IOException failure) {
    String reason =
        failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
    return reason == null ? "" : " (" + reason + ")";
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
    Set<Setting<?>> known = new LinkedHashSet<>(NodeSettings.all());
    known.addAll(PartsSettings.all());
    services.forEach(service -> known.addAll(service.settings()));
    // partners are told where the gateway is, also when it runs elsewhere
    known.addAll(List.of(GatewayService.HOST, GatewayService.PORT));
    return List.copyOf(known);
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

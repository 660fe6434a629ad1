package stampede.platform.node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stampede.platform.settings.InvalidSettings;
import stampede.platform.settings.Setting;
import stampede.platform.settings.Settings;
import stampede.platform.settings.SettingsSource;
import stampede.platform.telemetry.Logging;

/** What the {@code main} of a service calls: one process that runs it, alone or with others. */
@Command(
    mixinStandardHelpOptions = true,
    description =
        "Runs services as a node of the cluster until it is told to end (SIGTERM, Ctrl-C).")
public final class Launch implements Callable<Integer> {

  private static final int CANNOT_START = 1;
  private static final int BAD_SETTINGS = 2;

  @Option(names = "--settings", paramLabel = "FILE", description = "a file of key=value lines")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--list", description = "list what can be set, and end")
  private boolean list;

  @Parameters(
      paramLabel = "key=value",
      description = "settings; they win over file and environment")
  private List<String> arguments = new ArrayList<>();

  private final List<Service> services;
  private final Set<String> elsewhere;

  private Launch(List<Service> services, Set<String> elsewhere) {
    this.services = services;
    this.elsewhere = elsewhere;
  }

  /**
   * Runs until the process is told to end; then exits: 0 after an orderly end, 1 when it could not
   * start, 2 when the settings are not usable.
   *
   * @param services what runs here
   * @param elsewhere names of services that run elsewhere and may be mentioned in a shared file
   */
  public static void run(String[] arguments, List<Service> services, Set<String> elsewhere) {
    System.exit(new CommandLine(new Launch(services, elsewhere)).execute(arguments));
  }

  @Override
  public Integer call() {
    List<Setting<?>> known = new ArrayList<>(NodeSettings.all());
    services.forEach(service -> known.addAll(service.settings()));
    if (list) {
      known.forEach(setting -> System.out.println(setting.describe()));
      return 0;
    }
    try {
      Settings settings = read(known, System.getenv());
      Logging.start(settings.get(NodeSettings.LOG_FILE), settings.get(NodeSettings.NAME));
      return live(settings);
    } catch (InvalidSettings e) {
      System.err.println(e.getMessage());
      return BAD_SETTINGS;
    }
  }

  private Settings read(List<Setting<?>> known, Map<String, String> environment) {
    List<SettingsSource> sources = new ArrayList<>();
    file.ifPresent(path -> sources.add(SettingsSource.file(path)));
    sources.add(SettingsSource.environment(environment, known));
    sources.add(SettingsSource.arguments(arguments));
    Set<String> others = new HashSet<>(elsewhere);
    others.add(NodeSettings.AUDITOR);
    return Settings.read(known, others, sources);
  }

  private int live(Settings settings) {
    End end = End.listen();
    Node node;
    try {
      node = NodeProcess.start(settings, services, end);
    } catch (CannotStart e) {
      end.now();
      if (!end.isTold()) {
        System.err.println("cannot start: " + e.getMessage());
      }
      return CANNOT_START;
    }
    System.out.printf(
        "%s ready, health at http://%s:%d/health/ready%n",
        services.stream().map(Service::name).toList(),
        settings.get(NodeSettings.MANAGEMENT_HOST),
        node.managementPort());
    end.await();
    return 0;
  }
}

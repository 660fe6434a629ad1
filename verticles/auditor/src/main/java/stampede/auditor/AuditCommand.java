package stampede.auditor;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code stampede audit}. Exits 0 for PASS, 1 for FAIL, 2 when the books could not be read. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Checks that the shop's books are right: stock, money, events and orders, across all databases, all topics and the payment provider's own ledger.",
      "Exits 0 for PASS, 1 for FAIL, 2 when they could not be read."
    })
public final class AuditCommand implements Callable<Integer> {

  private static final int PASS = 0;
  private static final int FAIL = 1;
  private static final int CANNOT_AUDIT = 2;

  @Option(
      names = "--data",
      paramLabel = "DIRECTORY",
      description = "where the running shop keeps everything (${DEFAULT-VALUE})")
  private Path data = Path.of("data");

  @Option(
      names = "--connection",
      paramLabel = "FILE",
      description = "how to reach the parts, instead of the connection.properties in the data")
  private Optional<Path> connection = Optional.empty();

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "how long the shop may take to come to rest, such as 500ms, 30s or 5m (default: 60s)")
  private Duration patience = AuditOptions.STANDARD.patience();

  @Option(names = "--json", description = "print the whole report as JSON")
  private boolean json;

  /** A command that audits what its options name. */
  public AuditCommand() {}

  @Override
  public Integer call() {
    PrintStream out = System.out;
    try {
      Connections connections =
          Connections.read(connection.orElseGet(() -> data.resolve("connection.properties")));
      AuditReport report = Auditor.audit(connections, AuditOptions.STANDARD.waiting(patience));
      if (json) {
        ReportPrinter.printJson(report, out);
      } else {
        ReportPrinter.print(report, out);
      }
      return report.passed() ? PASS : FAIL;
    } catch (CannotAudit e) {
      System.err.println("cannot audit: " + e.getMessage());
      return CANNOT_AUDIT;
    }
  }

  /** Reads times as the shop's settings have them. */
  private static final class TimeConverter implements ITypeConverter<Duration> {

    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    @Override
    public Duration convert(String text) {
      Matcher matcher = TIME.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException("expected a time such as 500ms, 30s or 5m");
      }
      long amount = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(amount);
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        default -> Duration.ofHours(amount);
      };
    }
  }
}

package stampede.simulators.partner;

import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** The life of a partner as a process: from its command line to its exit code. */
public final class Program {

  private static final String LOGGING = "logback.configurationFile";
  private static final long STOP_WITHIN_SECONDS = 4;

  private Program() {}

  /** Runs a command; what goes wrong is one plain line on standard error and a code above 0. */
  public static int run(Callable<Integer> command, String... arguments) {
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "stampede/simulators/logback.xml");
    }
    CommandLine commandLine = new CommandLine(command);
    commandLine
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("--help").usageHelp(true).description("show this help").build());
    return commandLine
        .registerConverter(Duration.class, converter(Wait::parseDuration))
        .registerConverter(Wait.class, converter(Wait::parse))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (wrong, given) -> {
              CommandLine line = wrong.getCommandLine();
              line.getErr().println(wrong.getMessage() + ". See --help.");
              return line.getCommandSpec().exitCodeOnInvalidInput();
            })
        .setExecutionExceptionHandler(
            (failure, line, given) -> {
              line.getErr().println(explain(failure));
              return line.getCommandSpec().exitCodeOnExecutionException();
            })
        .execute(arguments);
  }

  /**
   * Serves until the process is told to end, and says so when it is ready. Told by a signal, it
   * answers what is in flight and exits with 0.
   */
  public static int serve(String name, PartnerSettings settings, Future<Partner> starting) {
    Partner partner = await(starting);
    AtomicInteger code = new AtomicInteger();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(partner, code), "stop"));
    System.out.println("%s ready on http://%s:%d".formatted(name, settings.host(), partner.port()));
    try {
      await(partner.ended());
      return 0;
    } catch (RuntimeException failure) {
      code.set(1);
      throw failure;
    }
  }

  private static void stop(Partner partner, AtomicInteger code) {
    Logger logger = LoggerFactory.getLogger(Program.class);
    try {
      partner
          .stop()
          .toCompletionStage()
          .toCompletableFuture()
          .get(STOP_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException unclean) {
      logger.warn("stopped without an orderly end: {}", unclean.toString());
    }
    // A JVM that a signal ends would exit with 128 + the signal's number.
    Runtime.getRuntime().halt(code.get());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }
  }

  private static String explain(Exception failure) {
    return failure instanceof CannotRun
        ? String.valueOf(failure.getMessage())
        : "Stopped by an error that was not foreseen: " + failure;
  }

  private static <T> ITypeConverter<T> converter(Function<String, T> parse) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (DateTimeException invalid) {
        throw new TypeConversionException(invalid.getMessage());
      }
    };
  }
}

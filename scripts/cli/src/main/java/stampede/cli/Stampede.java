package stampede.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import stampede.auditor.AuditCommand;
import stampede.cli.client.CannotGoOn;

/** The program behind {@code scripts/stampede}. */
@Command(
    name = "stampede",
    mixinStandardHelpOptions = true,
    description = "Works with a shop that runs.",
    subcommands = {
      TokenCommand.class,
      DemoCommand.class,
      ImportCommand.class,
      AuditCommand.class,
      HelpCommand.class
    })
public final class Stampede implements Runnable {

  private static final int INTERRUPTED = 130;

  @Spec private CommandSpec spec = CommandSpec.create();

  private Stampede() {}

  /** Runs it; exits 0 when it was done, 1 when it was not, 2 when it was asked wrongly. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Stampede())
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(Stampede::askedWrongly)
        .setExecutionExceptionHandler(Stampede::failed);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: token, demo, import or help");
  }

  private static int askedWrongly(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    command
        .getErr()
        .printf(
            "%s. See %s --help.%n",
            String.valueOf(wrong.getMessage()).replaceFirst("\\.$", ""),
            command.getCommandSpec().qualifiedName());
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static int failed(Exception failure, CommandLine command, ParseResult arguments) {
    switch (failure) {
      case CannotGoOn expected -> command.getErr().println(expected.getMessage());
      case InterruptedException ended -> {
        return INTERRUPTED;
      }
      default ->
          command.getErr().println("Stopped by a bug of this program; please report: " + failure);
    }
    return command.getCommandSpec().exitCodeOnExecutionException();
  }
}

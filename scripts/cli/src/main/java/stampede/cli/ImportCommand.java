package stampede.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import stampede.cli.retail.OnlineRetailCommand;

/** {@code stampede import}: what kinds of files there are. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Brings published data into the shop.",
    subcommands = OnlineRetailCommand.class)
final class ImportCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to import: online-retail");
  }
}

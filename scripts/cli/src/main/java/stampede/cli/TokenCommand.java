package stampede.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import stampede.cli.client.DurationFormat;
import stampede.cli.client.KeyOptions;
import stampede.contracts.Role;

/** {@code stampede token}. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Prints a token for a customer or for staff, to be sent as Authorization: Bearer TOKEN.",
      "Whoever has it is that person until it ends.",
      ""
    })
final class TokenCommand implements Callable<Integer> {

  private static final Pattern ID = Pattern.compile("[!-~]{1,128}");

  @Option(names = "--customer", paramLabel = "ID", description = "for a customer")
  private Optional<String> customer = Optional.empty();

  @Option(names = "--staff", paramLabel = "ID", description = "for a member of the staff")
  private Optional<String> staff = Optional.empty();

  @Option(names = "--operator", description = "with --staff: who also runs the system")
  private boolean operator;

  @Option(
      names = "--valid",
      paramLabel = "TIME",
      defaultValue = "1h",
      converter = DurationFormat.class,
      description = "for how long, such as 30m or 7d (${DEFAULT-VALUE})")
  private Duration valid = Duration.ofHours(1);

  @Mixin private KeyOptions keys = new KeyOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (customer.isPresent() == staff.isPresent()) {
      throw wrong("Expected either --customer ID or --staff ID");
    }
    if (operator && staff.isEmpty()) {
      throw wrong("--operator goes with --staff ID");
    }
    String id = staff.or(() -> customer).orElseThrow();
    if (!ID.matcher(id).matches()) {
      throw wrong("ID: expected 1 to 128 letters, digits or signs, without spaces");
    }
    spec.commandLine().getOut().println(keys.issuer().issue(id, role(), valid));
    return 0;
  }

  private Role role() {
    if (operator) {
      return Role.OPERATOR;
    }
    return staff.isPresent() ? Role.STAFF : Role.CUSTOMER;
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}

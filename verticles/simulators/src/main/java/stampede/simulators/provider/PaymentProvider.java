package stampede.simulators.provider;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stampede.simulators.partner.Fault;
import stampede.simulators.partner.FaultBoard;
import stampede.simulators.partner.Partner;
import stampede.simulators.partner.PartnerOptions;
import stampede.simulators.partner.PartnerSettings;
import stampede.simulators.partner.Program;
import stampede.simulators.partner.Wait;

/** The payment provider as a program. */
@Command(
    name = "payment-provider",
    sortOptions = false,
    description =
        "A payment provider to try a shop with: takes charges, keeps a ledger of its own.",
    footer = {
      "",
      "Environment: STAMPEDE_PROVIDER_API_KEY (what callers must present),",
      "STAMPEDE_PROVIDER_CALLBACK_SECRET (signs callbacks; needed with --callback-url)."
    })
public final class PaymentProvider implements Callable<Integer> {

  /** Of which changes news is sent. */
  enum Callbacks {
    ALL,
    PENDING
  }

  @Mixin private PartnerOptions options = new PartnerOptions();

  @Option(
      names = "--callbacks",
      defaultValue = "pending",
      description =
          "all: news of every change; pending: only of what the caller was not told (${DEFAULT-VALUE})")
  private Callbacks callbacks = Callbacks.PENDING;

  @Option(
      names = "--pending-for",
      defaultValue = "2s",
      description = "how long a pending charge stays so, or never (${DEFAULT-VALUE})")
  private Wait pendingFor = Wait.never();

  @Option(
      names = "--slow-for",
      defaultValue = "3s",
      description = "how late the answer for tok_slow is (${DEFAULT-VALUE})")
  private Duration slowFor = Duration.ZERO;

  private final Function<String, @Nullable String> environment;

  /** A command that takes its secrets from this environment. */
  PaymentProvider(Function<String, @Nullable String> environment) {
    this.environment = environment;
  }

  /** Runs it until the process is told to end. */
  public static void main(String... arguments) {
    System.exit(Program.run(new PaymentProvider(System::getenv), arguments));
  }

  @Override
  public Integer call() {
    PartnerSettings partner = options.settings(environment, "STAMPEDE_PROVIDER");
    return Program.serve(
        "provider",
        partner,
        start(new ProviderSettings(partner, pendingFor, slowFor, callbacks == Callbacks.ALL)));
  }

  /** Starts it in this process; see {@link Partner#start}. */
  public static Future<Partner> start(ProviderSettings settings) {
    FaultBoard faults =
        new FaultBoard(EnumSet.complementOf(EnumSet.of(Fault.REFUSE, Fault.FAIL_DELIVERY)));
    return Partner.start(
        settings.partner(),
        new Partner.Trade<>(
            new MovementFormat(),
            new Clearing(settings.pendingFor(), faults),
            faults,
            settings.tellAll(),
            (router, ledger, answering) ->
                new ChargeRoutes(ledger, answering, faults, settings.slowFor()).addTo(router)));
  }
}

package stampede.simulators.carrier;

import io.vertx.core.Future;
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

/** The carrier as a program. */
@Command(
    name = "carrier",
    sortOptions = false,
    description = "A carrier to try a shop with: takes shipments and moves them on its own clock.",
    footer = {
      "",
      "Environment: STAMPEDE_CARRIER_API_KEY (what callers must present),",
      "STAMPEDE_CARRIER_CALLBACK_SECRET (signs callbacks; needed with --callback-url)."
    })
public final class Carrier implements Callable<Integer> {

  @Mixin private PartnerOptions options = new PartnerOptions();

  @Option(
      names = "--collect-after",
      defaultValue = "5s",
      description = "when a booked shipment is collected, or never (${DEFAULT-VALUE})")
  private Wait collectAfter = Wait.never();

  @Option(
      names = "--deliver-after",
      defaultValue = "10s",
      description = "when a collected shipment is delivered, or never (${DEFAULT-VALUE})")
  private Wait deliverAfter = Wait.never();

  private final Function<String, @Nullable String> environment;

  /** A command that takes its secrets from this environment. */
  Carrier(Function<String, @Nullable String> environment) {
    this.environment = environment;
  }

  /** Runs it until the process is told to end. */
  public static void main(String... arguments) {
    System.exit(Program.run(new Carrier(System::getenv), arguments));
  }

  @Override
  public Integer call() {
    PartnerSettings partner = options.settings(environment, "STAMPEDE_CARRIER");
    return Program.serve(
        "carrier", partner, start(new CarrierSettings(partner, collectAfter, deliverAfter)));
  }

  /** Starts it in this process; see {@link Partner#start}. */
  public static Future<Partner> start(CarrierSettings settings) {
    FaultBoard faults =
        new FaultBoard(EnumSet.complementOf(EnumSet.of(Fault.DECLINE, Fault.PENDING)));
    return Partner.start(
        settings.partner(),
        new Partner.Trade<>(
            new ShipmentFormat(),
            new Rounds(settings.collectAfter(), settings.deliverAfter(), faults),
            faults,
            false,
            (router, ledger, answering) ->
                new ShipmentRoutes(ledger, answering, faults).addTo(router)));
  }
}

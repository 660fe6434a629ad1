package stampede.simulators.carrier;

import java.time.Duration;
import java.util.Optional;
import stampede.simulators.carrier.Shipment.Accepted;
import stampede.simulators.carrier.Shipment.Stage;
import stampede.simulators.partner.Clockwork;
import stampede.simulators.partner.Fault;
import stampede.simulators.partner.FaultBoard;
import stampede.simulators.partner.Posted;
import stampede.simulators.partner.Update;
import stampede.simulators.partner.Wait;

/** The van's rounds: what is booked is collected after a while, and then delivered or not. */
record Rounds(Wait collectAfter, Wait deliverAfter, FaultBoard faults)
    implements Clockwork<Shipment> {

  @Override
  public Optional<Duration> wait(Shipment shipment) {
    if (!(shipment instanceof Accepted accepted)) {
      return Optional.empty();
    }
    return switch (accepted.stage()) {
      case BOOKED -> collectAfter.duration();
      case COLLECTED -> deliverAfter.duration();
      case DELIVERED, FAILED -> Optional.empty();
    };
  }

  @Override
  public Shipment next(Posted<Shipment> entry) {
    if (!(entry.entry() instanceof Accepted accepted)) {
      throw new IllegalStateException("only an accepted shipment is on its way");
    }
    if (accepted.stage() == Stage.BOOKED) {
      return accepted.become(Stage.COLLECTED, Optional.empty());
    }
    if (accepted.parcel().undeliverable()) {
      return accepted.become(Stage.FAILED, Optional.of("returned to sender"));
    }
    return faults.happens(Fault.FAIL_DELIVERY, entry)
        ? accepted.become(Stage.FAILED, Optional.of("nobody was there"))
        : accepted.become(Stage.DELIVERED, Optional.empty());
  }

  @Override
  public Update update(Posted<Shipment> entry) {
    return Tracking.update(entry);
  }
}

package stampede.simulators.provider;

import java.time.Duration;
import java.util.Optional;
import stampede.simulators.partner.Clockwork;
import stampede.simulators.partner.Fault;
import stampede.simulators.partner.FaultBoard;
import stampede.simulators.partner.Posted;
import stampede.simulators.partner.Update;
import stampede.simulators.partner.Wait;
import stampede.simulators.provider.Charge.Captured;
import stampede.simulators.provider.Charge.Declined;
import stampede.simulators.provider.Charge.Pending;

/** Pending charges are captured after a while, or declined if that fault befalls them. */
record Clearing(Wait pendingFor, FaultBoard faults) implements Clockwork<Movement> {

  @Override
  public Optional<Duration> wait(Movement movement) {
    return movement.charge() instanceof Pending ? pendingFor.duration() : Optional.empty();
  }

  @Override
  public Movement next(Posted<Movement> entry) {
    if (!(entry.entry().charge() instanceof Pending pending)) {
      throw new IllegalStateException("only a pending charge is cleared");
    }
    return Movement.of(
        faults.happens(Fault.DECLINE, entry)
            ? new Declined(pending.reference(), pending.terms(), "card_declined")
            : new Captured(pending.reference(), pending.chargeId(), pending.terms(), 0));
  }

  @Override
  public Update update(Posted<Movement> entry) {
    return Statement.update(entry);
  }
}

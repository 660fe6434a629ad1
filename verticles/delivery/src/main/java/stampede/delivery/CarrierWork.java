package stampede.delivery;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import stampede.contracts.delivery.DeliveryEvent;
import stampede.platform.aggregate.Aggregates;
import stampede.platform.aggregate.Due;
import stampede.platform.aggregate.DueWork;
import stampede.platform.aggregate.Instruction;
import stampede.platform.aggregate.Moment;
import stampede.platform.database.GroupCommit;

/**
 * Asks the carrier about every shipment that is due, and writes down what it says. The attempt is
 * written before the carrier is asked, the answer after; a crash in between asks again.
 */
final class CarrierWork {

  private static final Duration LOOK = Duration.ofMillis(250);
  private static final int MOST_AT_A_TIME = 64;
  private static final int LONGEST_QUEUE = 10_000;

  private final Aggregates<Shipment, DeliveryEvent> shipments;
  private final Carrier carrier;
  private final Clock clock;
  private final Duration lease;
  private final GroupCommit<Instruction<Shipment, DeliveryEvent>, Void> learning;

  /**
   * The work.
   *
   * @param lease how long an answer may take before the shipment is taken up again
   */
  CarrierWork(
      Aggregates<Shipment, DeliveryEvent> shipments, Carrier carrier, Clock clock, Duration lease) {
    this.shipments = shipments;
    this.carrier = carrier;
    this.clock = clock;
    this.lease = lease;
    this.learning = new GroupCommit<>(MOST_AT_A_TIME, LONGEST_QUEUE, shipments::carryOut);
  }

  DueWork<Shipment> work() {
    return new DueWork<>(
        "carrier's work", LOOK, MOST_AT_A_TIME, Shipment::orderId, this::claim, this::ask);
  }

  private Future<List<Due<Shipment>>> claim(int most) {
    Instant now = clock.instant();
    return shipments.claim(now, most, shipment -> shipment.attempt(now.plus(lease)));
  }

  private Future<Void> ask(Shipment shipment) {
    return shipment
        .question()
        .map(question -> carrier.ask(question).compose(answer -> learn(shipment, answer)))
        .orElseGet(Future::succeededFuture);
  }

  /** An answer about a parcel that has been replaced meanwhile says nothing any more. */
  private Future<Void> learn(Shipment asked, CarrierAnswer answer) {
    Moment moment = Moment.now(clock);
    return learning.submit(
        Instruction.change(
            asked.orderId(),
            shipment -> shipment.learnOf(asked.details().reference(), answer, moment)));
  }
}

package stampede.simulators.provider;

import java.util.Optional;
import java.util.UUID;
import stampede.simulators.partner.Desk;
import stampede.simulators.partner.Outcome;
import stampede.simulators.partner.Posted;
import stampede.simulators.partner.Refusal;
import stampede.simulators.provider.Charge.Captured;
import stampede.simulators.provider.Charge.Declined;
import stampede.simulators.provider.Charge.Pending;
import stampede.simulators.provider.Charge.Terms;
import stampede.simulators.provider.Charge.Voided;
import stampede.simulators.provider.Movement.Refund;

/**
 * The provider's rules. A reference is charged at most once, however often and in whatever order
 * its calls arrive; each call repeated has the same outcome, and a {@link Refusal} changes nothing.
 */
final class Cashier {

  private Cashier() {}

  static Outcome charge(Desk<Movement> desk, String reference, Terms terms, Verdict verdict) {
    return latest(desk, reference)
        .map(known -> repeated(known, terms))
        .orElseGet(() -> first(desk, decide(reference, terms, verdict)));
  }

  private static Charge decide(String reference, Terms terms, Verdict verdict) {
    return switch (verdict) {
      case CAPTURE -> new Captured(reference, newChargeId(), terms, 0);
      case PENDING -> new Pending(reference, newChargeId(), terms);
      case DECLINE -> new Declined(reference, terms, "card_declined");
    };
  }

  private static String newChargeId() {
    return "ch_" + UUID.randomUUID();
  }

  private static Outcome first(Desk<Movement> desk, Charge charge) {
    return post(desk, charge instanceof Captured ? 201 : status(charge), charge);
  }

  private static Outcome repeated(Charge known, Terms terms) {
    boolean same =
        switch (known) {
          case Captured captured -> captured.terms().equals(terms);
          case Pending pending -> pending.terms().equals(terms);
          case Declined declined -> declined.terms().equals(terms);
          case Voided voided -> true;
        };
    if (!same) {
      throw Refusal.conflict("this reference was used with another amount, currency or token");
    }
    return Outcome.unchanged(status(known), Statement.of(known));
  }

  private static int status(Charge charge) {
    return switch (charge) {
      case Captured captured -> 200;
      case Pending pending -> 202;
      case Declined declined -> 402;
      case Voided voided -> 409;
    };
  }

  static Outcome look(Desk<Movement> desk, String reference) {
    return latest(desk, reference)
        .map(charge -> Outcome.unchanged(200, Statement.of(charge)))
        .orElseThrow(() -> Refusal.unknown("there is no charge with this reference"));
  }

  static Outcome cancel(Desk<Movement> desk, String reference) {
    return latest(desk, reference)
        .map(known -> cancel(desk, known))
        .orElseGet(() -> post(desk, 200, new Voided(reference)));
  }

  private static Outcome cancel(Desk<Movement> desk, Charge known) {
    return switch (known) {
      case Pending pending -> post(desk, 200, new Voided(pending.reference()));
      case Captured captured -> Outcome.unchanged(200, Statement.of(captured));
      case Declined declined -> Outcome.unchanged(200, Statement.of(declined));
      case Voided voided -> Outcome.unchanged(200, Statement.of(voided));
    };
  }

  static Outcome refund(Desk<Movement> desk, String reference, Refund refund) {
    if (!(latest(desk, reference).orElse(null) instanceof Captured captured)) {
      throw Refusal.unknown("there is no captured charge with this reference");
    }
    return desk.latest(Movement.refundKey(reference, refund.refundId()))
        .map(known -> repeated(known.entry(), refund))
        .orElseGet(() -> first(desk, captured, refund));
  }

  private static Outcome repeated(Movement known, Refund refund) {
    if (!known.refund().equals(Optional.of(refund))
        || !(known.charge() instanceof Captured captured)) {
      throw Refusal.conflict("this refundId was used with another amount");
    }
    return Outcome.unchanged(200, Statement.of(captured, refund));
  }

  private static Outcome first(Desk<Movement> desk, Captured captured, Refund refund) {
    if (refund.amount() > captured.refundable()) {
      throw Refusal.conflict(
          "only " + captured.refundable() + " of the charge can still be refunded");
    }
    Captured less = captured.lessRefund(refund.amount());
    Posted<Movement> posted = desk.post(new Movement(less, Optional.of(refund)));
    return Outcome.changed(201, Statement.of(less, refund), Statement.update(posted));
  }

  private static Outcome post(Desk<Movement> desk, int status, Charge charge) {
    Posted<Movement> posted = desk.post(Movement.of(charge));
    return Outcome.changed(status, Statement.of(charge), Statement.update(posted));
  }

  private static Optional<Charge> latest(Desk<Movement> desk, String reference) {
    return desk.latest(reference).map(posted -> posted.entry().charge());
  }
}

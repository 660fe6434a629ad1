package stampede.simulators.carrier;

import java.util.Optional;
import java.util.UUID;
import stampede.simulators.carrier.Shipment.Accepted;
import stampede.simulators.carrier.Shipment.Cancelled;
import stampede.simulators.carrier.Shipment.Parcel;
import stampede.simulators.carrier.Shipment.Refused;
import stampede.simulators.carrier.Shipment.Stage;
import stampede.simulators.partner.Desk;
import stampede.simulators.partner.Outcome;
import stampede.simulators.partner.Posted;
import stampede.simulators.partner.Refusal;

/**
 * The carrier's rules. A reference is shipped at most once, however often and in whatever order its
 * calls arrive; each call repeated has the same outcome, and a {@link Refusal} changes nothing.
 */
final class Depot {

  private Depot() {}

  /** Books a shipment, or refuses it when there is a reason to. */
  static Outcome book(
      Desk<Shipment> desk, String reference, Parcel parcel, Optional<String> objection) {
    return latest(desk, reference)
        .map(known -> bookAgain(known, parcel.fingerprint()))
        .orElseGet(() -> bookFirst(desk, reference, parcel, objection));
  }

  private static Outcome bookFirst(
      Desk<Shipment> desk, String reference, Parcel parcel, Optional<String> objection) {
    return objection
        .map(reason -> post(desk, 422, new Refused(reference, parcel.fingerprint(), reason)))
        .orElseGet(
            () ->
                post(
                    desk,
                    201,
                    new Accepted(
                        reference,
                        "track-" + UUID.randomUUID(),
                        parcel,
                        Stage.BOOKED,
                        Optional.empty())));
  }

  private static Outcome bookAgain(Shipment known, String fingerprint) {
    return switch (known) {
      case Cancelled cancelled -> Outcome.unchanged(409, Tracking.of(cancelled));
      case Accepted accepted when accepted.parcel().fingerprint().equals(fingerprint) ->
          Outcome.unchanged(200, Tracking.of(accepted));
      case Refused refused when refused.fingerprint().equals(fingerprint) ->
          Outcome.unchanged(422, Tracking.of(refused));
      case Accepted accepted -> throw otherBooking();
      case Refused refused -> throw otherBooking();
    };
  }

  private static Refusal otherBooking() {
    return Refusal.conflict("this reference was used for another address or number of pieces");
  }

  static Outcome look(Desk<Shipment> desk, String reference) {
    return Outcome.unchanged(200, Tracking.of(known(desk, reference)));
  }

  static Outcome cancel(Desk<Shipment> desk, String reference) {
    return switch (latest(desk, reference).orElse(null)) {
      case null -> post(desk, 200, new Cancelled(reference));
      case Cancelled cancelled -> Outcome.unchanged(200, Tracking.of(cancelled));
      case Accepted accepted when accepted.stage() == Stage.BOOKED ->
          post(desk, 200, new Cancelled(reference));
      case Accepted accepted -> Outcome.unchanged(409, Tracking.of(accepted));
      case Refused refused -> Outcome.unchanged(409, Tracking.of(refused));
    };
  }

  static Outcome progress(
      Desk<Shipment> desk, String reference, Stage stage, Optional<String> reason) {
    Shipment known = known(desk, reference);
    if (known instanceof Accepted accepted) {
      if (accepted.mayBecome(stage)) {
        return post(desk, 200, accepted.become(stage, reason));
      }
      if (accepted.stage() == stage) {
        return Outcome.unchanged(200, Tracking.of(accepted));
      }
    }
    return Outcome.unchanged(409, Tracking.of(known));
  }

  private static Outcome post(Desk<Shipment> desk, int status, Shipment shipment) {
    Posted<Shipment> posted = desk.post(shipment);
    return Outcome.changed(status, Tracking.of(shipment), Tracking.update(posted));
  }

  private static Shipment known(Desk<Shipment> desk, String reference) {
    return latest(desk, reference)
        .orElseThrow(() -> Refusal.unknown("there is no shipment with this reference"));
  }

  private static Optional<Shipment> latest(Desk<Shipment> desk, String reference) {
    return desk.latest(reference).map(Posted::entry);
  }
}

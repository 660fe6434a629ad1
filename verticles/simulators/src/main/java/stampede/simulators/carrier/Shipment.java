package stampede.simulators.carrier;

import java.util.Optional;

/** What has become of the wish to ship something. One entry of the carrier's ledger. */
sealed interface Shipment {

  /** The caller's name for it. */
  String reference();

  /** How far an accepted shipment has come. */
  enum Stage {
    BOOKED,
    COLLECTED,
    DELIVERED,
    FAILED
  }

  /**
   * What was booked. The address is not kept.
   *
   * @param pieces 1 or more
   * @param fingerprint tells one booking from another without keeping it
   * @param undeliverable whether it is known that nobody will take it
   */
  record Parcel(long pieces, String fingerprint, boolean undeliverable) {}

  /** It is on its way, or has been. There is a reason only when the delivery failed. */
  record Accepted(
      String reference, String trackingNumber, Parcel parcel, Stage stage, Optional<String> reason)
      implements Shipment {

    boolean mayBecome(Stage next) {
      return switch (next) {
        case BOOKED -> false;
        case COLLECTED -> stage == Stage.BOOKED;
        case DELIVERED, FAILED -> stage == Stage.COLLECTED;
      };
    }

    Accepted become(Stage next, Optional<String> why) {
      if (!mayBecome(next)) {
        throw new IllegalStateException(stage + " cannot become " + next);
      }
      return new Accepted(reference, trackingNumber, parcel, next, why);
    }
  }

  /** It cannot be delivered, and was not taken. */
  record Refused(String reference, String fingerprint, String reason) implements Shipment {}

  /** It is not to be shipped, and a booking that arrives later is refused. */
  record Cancelled(String reference) implements Shipment {}
}

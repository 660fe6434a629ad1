package stampede.delivery;

/** What is known of a parcel at the carrier. */
sealed interface CarrierAnswer {

  /** The carrier will come for it. */
  record Booked(String trackingNumber) implements CarrierAnswer {}

  /** The carrier has it. */
  record Collected(String trackingNumber) implements CarrierAnswer {}

  /** It has arrived. */
  record Delivered(String trackingNumber) implements CarrierAnswer {}

  /** It could not be delivered and comes back. */
  record Failed(String trackingNumber, String reason) implements CarrierAnswer {}

  /** The carrier will never take it. */
  record Cancelled() implements CarrierAnswer {}

  /** The carrier does not deliver there. */
  record Refused(String reason) implements CarrierAnswer {}

  /** It was asked, and nobody knows what it has done. */
  record Unclear(String why) implements CarrierAnswer {}

  /** It was certainly not asked. */
  record NotAsked(String why) implements CarrierAnswer {}
}

package stampede.simulators.partner;

/** What can be made to go wrong, each by its share of the requests or events it applies to. */
public enum Fault {
  /** A new charge is declined. Payment provider only. */
  DECLINE("decline"),
  /** A new charge stays pending for a while. Payment provider only. */
  PENDING("pending"),
  /** A new shipment is refused. Carrier only. */
  REFUSE("refuse"),
  /** A collected shipment cannot be handed over. Carrier only. */
  FAIL_DELIVERY("failDelivery"),
  /** The answer is a 500, and nothing was done. */
  ERROR_BEFORE("errorBefore"),
  /** The answer is a 500, though it was done. */
  ERROR_AFTER("errorAfter"),
  /** There is never an answer, and nothing was done. */
  HANG_BEFORE("hangBefore"),
  /** There is never an answer, though it was done. */
  HANG_AFTER("hangAfter"),
  /** It is done at once and answered late. */
  SLOW("slow"),
  /** A callback is sent twice. */
  DUPLICATE_CALLBACK("duplicateCallback"),
  /** A callback is sent late. */
  LATE_CALLBACK("lateCallback");

  private final String field;

  Fault(String field) {
    this.field = field;
  }

  /** Its name in the JSON of the fault settings. */
  public String field() {
    return field;
  }
}

package stampede.simulators.provider;

/** What has become of the wish to charge a customer. */
sealed interface Charge {

  /** The caller's name for it. */
  String reference();

  /**
   * What was asked for.
   *
   * @param amount in minor units, above 0
   * @param currency ISO 4217 code
   * @param fingerprint tells one payment token from another without keeping it
   */
  record Terms(long amount, String currency, String fingerprint) {}

  /** The money was taken. {@code refunded} of it, in minor units, was given back. */
  record Captured(String reference, String chargeId, Terms terms, long refunded) implements Charge {

    /** What can still be given back, in minor units. */
    long refundable() {
      return terms.amount() - refunded;
    }

    Captured lessRefund(long amount) {
      return new Captured(reference, chargeId, terms, refunded + amount);
    }
  }

  /** It is not decided yet. */
  record Pending(String reference, String chargeId, Terms terms) implements Charge {}

  /** No money was taken, and none will be. */
  record Declined(String reference, Terms terms, String reason) implements Charge {}

  /** No money was taken, and a charge that arrives later is refused. */
  record Voided(String reference) implements Charge {}
}

package stampede.simulators.provider;

import java.util.Optional;

/**
 * One entry of the provider's ledger: the charge as it is from now on, and the refund that made it
 * so, if one did.
 */
record Movement(Charge charge, Optional<Refund> refund) {

  /**
   * Money given back.
   *
   * @param refundId the caller's name for it
   * @param amount in minor units, above 0
   */
  record Refund(String refundId, long amount) {}

  static Movement of(Charge charge) {
    return new Movement(charge, Optional.empty());
  }

  static String refundKey(String reference, String refundId) {
    return reference + "/" + refundId;
  }
}

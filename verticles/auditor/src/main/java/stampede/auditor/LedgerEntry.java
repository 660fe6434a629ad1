package stampede.auditor;

/**
 * One entry of the payment provider's own ledger.
 *
 * @param reference what we called the charge: the order's id
 * @param chargeId the provider's name for it; empty where there is none
 * @param refundId what we called the refund; empty where there is none
 * @param amount what this entry moved, in minor units
 */
record LedgerEntry(
    long number,
    Kind kind,
    String reference,
    String chargeId,
    String refundId,
    long amount,
    String currency) {

  /** What happened. */
  enum Kind {
    CHARGE,
    DECLINE,
    VOID,
    PENDING,
    REFUND
  }
}

package stampede.auditor;

/** Where a payment stands. */
enum PaymentState {
  PENDING,
  UNKNOWN,
  PAID,
  DECLINED,
  FAILED;

  /** Whether the provider may still take the money. */
  boolean open() {
    return this == PENDING || this == UNKNOWN;
  }
}

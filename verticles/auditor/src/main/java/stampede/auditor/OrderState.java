package stampede.auditor;

/** Where an order stands. */
enum OrderState {
  PLACED,
  PAYMENT_UNKNOWN,
  PAID,
  CONFIRMED,
  CANCELLING,
  SHIPPED,
  DELIVERED,
  CANCELLED;

  boolean ended() {
    return this == DELIVERED || this == CANCELLED;
  }

  /** Whether its stock is, or was, held only until a time. */
  boolean beforeDelivery() {
    return this == PLACED || this == PAYMENT_UNKNOWN || this == PAID;
  }
}

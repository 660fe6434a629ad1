package stampede.contracts.order;

/** Why an order ended without being delivered. */
public enum CancellationReason {
  /** The customer, or staff for him, wanted it. */
  REQUESTED,
  /** The payment was declined. */
  PAYMENT_DECLINED,
  /** The payment could not be made in time. */
  PAYMENT_FAILED,
  /** The stock was held for too long without payment. */
  RESERVATION_EXPIRED,
  /** The parcel could not be delivered. */
  DELIVERY_FAILED
}

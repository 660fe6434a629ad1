package stampede.auditor;

/** Where a shipment stands. */
enum ShipmentState {
  PENDING,
  SCHEDULED,
  STOPPING,
  DISPATCHED,
  DELIVERED,
  FAILED,
  STOPPED;

  boolean ended() {
    return this == DELIVERED || this == FAILED || this == STOPPED;
  }
}

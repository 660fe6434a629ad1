package stampede.auditor;

/** Where a reservation stands. */
enum ReservationState {
  HELD,
  SOLD,
  ENDED
}

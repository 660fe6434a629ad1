package stampede.contracts.inventory;

/** Nothing is held for that order any more. */
public record ReservationAbandoned() {}

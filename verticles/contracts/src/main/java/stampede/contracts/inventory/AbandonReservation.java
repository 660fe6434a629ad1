package stampede.contracts.inventory;

import java.util.UUID;

/** The order was not placed after all: give back what is held for it. */
public record AbandonReservation(UUID orderId) {}

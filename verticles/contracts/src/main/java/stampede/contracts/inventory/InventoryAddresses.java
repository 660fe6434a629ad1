package stampede.contracts.inventory;

import stampede.contracts.Address;

/** The questions that other contexts may ask the inventory. */
public final class InventoryAddresses {

  /**
   * Holds stock for an order, all lines or none. Asking again for the same order changes nothing.
   */
  public static final Address<ReserveStock, ReservationOutcome> RESERVE_STOCK =
      new Address<>("inventory.reserve-stock.v1", ReserveStock.class, ReservationOutcome.class);

  /**
   * Gives back what was held for an order that has not come to be. Asking again changes nothing.
   */
  public static final Address<AbandonReservation, ReservationAbandoned> ABANDON_RESERVATION =
      new Address<>(
          "inventory.abandon-reservation.v1", AbandonReservation.class, ReservationAbandoned.class);

  private InventoryAddresses() {}
}

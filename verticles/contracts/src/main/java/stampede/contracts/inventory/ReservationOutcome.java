package stampede.contracts.inventory;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What came of a request to hold stock. */
public sealed interface ReservationOutcome {

  /**
   * All of it is held, durably.
   *
   * @param orderId the order it is held for: the one that was asked for, or that of an earlier try
   * @param expiresAt until when it is held without payment
   */
  record Reserved(UUID orderId, Instant expiresAt) implements ReservationOutcome {}

  /** Nothing is held: of these products there was less than asked for. */
  record SoldOut(List<Shortage> shortages) implements ReservationOutcome {

    /** Copies the list. */
    public SoldOut {
      shortages = List.copyOf(shortages);
    }
  }

  /** Nothing is held: this order's reservation has ended before, by expiry or cancellation. */
  record Ended() implements ReservationOutcome {}

  /**
   * Less was there than was asked for.
   *
   * @param available pieces that were there; 0 as well when the product has never been in stock
   */
  record Shortage(String sku, int requested, long available) {}
}

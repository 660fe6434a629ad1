package stampede.order;

import java.util.List;
import java.util.UUID;
import stampede.contracts.FailureCode;
import stampede.contracts.inventory.ReservationOutcome.Shortage;

/** What came of a wish to order. */
sealed interface Placement {

  /** It is placed, now or when it was first asked for under this key; as it was then. */
  record Placed(OrderDetails asPlaced) implements Placement {}

  /** The key was used for another request. */
  record KeyReused() implements Placement {}

  /** The same key is being dealt with at this moment. */
  record KeyInFlight() implements Placement {}

  /** There is less than wanted. */
  record SoldOut(List<Shortage> shortages) implements Placement {}

  /** It cannot be had like this. */
  record Refused(FailureCode code, String detail, String pointer) implements Placement {}

  /**
   * A customer's key for one request.
   *
   * @param requestHash tells whether a repetition asks for the same
   */
  record Key(String customerId, String idempotencyKey, String requestHash) {}

  /** An order that is there already under a key. */
  record Earlier(UUID orderId, String requestHash, OrderDetails details) {

    Placement answer(Key key) {
      return key.requestHash().equals(requestHash)
          ? new Placed(details.asPlaced())
          : new KeyReused();
    }
  }
}

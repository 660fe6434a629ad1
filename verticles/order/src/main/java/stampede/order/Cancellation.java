package stampede.order;

import java.util.List;
import stampede.contracts.inventory.StockLine;

/**
 * A wish to have pieces taken out of an order, or to send them back, and what came of it.
 *
 * @param id the idempotency key that it came under
 * @param requestHash tells whether a repetition asks for the same
 * @param everything whether nothing would be left of the order
 */
record Cancellation(
    String id,
    String requestHash,
    Kind kind,
    List<StockLine> lines,
    boolean everything,
    Status status) {

  enum Kind {
    CANCELLATION,
    RETURN
  }

  enum Status {
    /** Delivery has been asked and has not answered yet. */
    REQUESTED,
    DONE,
    /** It came too late. */
    REFUSED
  }

  Cancellation {
    lines = List.copyOf(lines);
  }

  Cancellation with(Status now) {
    return new Cancellation(id, requestHash, kind, lines, everything, now);
  }
}

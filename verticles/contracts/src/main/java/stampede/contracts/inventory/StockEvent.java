package stampede.contracts.inventory;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import stampede.contracts.Event;
import stampede.contracts.Topic;

/**
 * What happens to stock. There are two kinds of aggregate: a product's stock, whose id is the SKU,
 * and an order's reservation, whose id is the order's. Received − adjusted away − what reservations
 * hold and have sold is what is available, so the fold of this topic is the whole truth.
 */
public sealed interface StockEvent extends Event {

  /** Where the inventory publishes. */
  Topic<StockEvent> TOPIC = new Topic<>("stampede.inventory", StockEvent.class);

  /** Something that happened to an order's reservation. */
  sealed interface ReservationEvent extends StockEvent {

    /** The order that it is held for. */
    UUID orderId();

    @Override
    default String aggregateId() {
      return orderId().toString();
    }
  }

  /** Pieces came in. */
  record StockReceived(String sku, long quantity, String reference) implements StockEvent {
    @Override
    public String aggregateId() {
      return sku;
    }
  }

  /** A count found more or fewer pieces, or some broke. */
  record StockAdjusted(String sku, long change, String reason) implements StockEvent {
    @Override
    public String aggregateId() {
      return sku;
    }
  }

  /** The pieces are held for the order until then. */
  record StockReserved(UUID orderId, List<StockLine> lines, Instant expiresAt)
      implements ReservationEvent {

    /** Copies the lines. */
    public StockReserved {
      lines = List.copyOf(lines);
    }
  }

  /** What was still held is sold: the pivot, after which an order goes forward. */
  record StockCommitted(UUID orderId) implements ReservationEvent {}

  /** The order is paid, but nothing was held for it any more. */
  record StockCommitRefused(UUID orderId) implements ReservationEvent {}

  /** The order was not paid in time: what was held is available again. */
  record ReservationExpired(UUID orderId) implements ReservationEvent {}

  /** These pieces are available again, because the order or some of its lines were cancelled. */
  record StockReleased(UUID orderId, List<StockLine> lines) implements ReservationEvent {

    /** Copies the lines. */
    public StockReleased {
      lines = List.copyOf(lines);
    }
  }

  /** These pieces came back after they had been sold. */
  record StockReturned(UUID orderId, List<StockLine> lines) implements ReservationEvent {

    /** Copies the lines. */
    public StockReturned {
      lines = List.copyOf(lines);
    }
  }
}

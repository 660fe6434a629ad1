package stampede.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import stampede.contracts.inventory.StockLine;
import stampede.contracts.order.OrderEvent;
import stampede.contracts.order.OrderEvent.OrderCancellationRequested;
import stampede.contracts.order.OrderEvent.OrderCancelled;
import stampede.contracts.order.OrderEvent.OrderLinesCancelled;
import stampede.contracts.order.OrderEvent.OrderLinesReturned;

/**
 * Something that happened to an order, as its customer may see it.
 *
 * @param event what, for example {@code OrderPaid}
 * @param reason why, where there is a reason
 * @param lines the pieces that it is about, where it is not about the whole order
 */
record TimelineEntry(
    long sequence, Instant at, String event, Optional<String> reason, List<StockLine> lines) {

  TimelineEntry {
    lines = List.copyOf(lines);
  }

  static TimelineEntry of(long sequence, Instant at, OrderEvent event) {
    Optional<String> reason =
        event instanceof OrderCancelled cancelled
            ? Optional.of(cancelled.reason().name())
            : Optional.empty();
    List<StockLine> lines =
        switch (event) {
          case OrderLinesCancelled cancelled -> cancelled.lines();
          case OrderLinesReturned returned -> returned.lines();
          case OrderCancellationRequested requested -> requested.lines();
          default -> List.of();
        };
    return new TimelineEntry(sequence, at, event.getClass().getSimpleName(), reason, lines);
  }
}

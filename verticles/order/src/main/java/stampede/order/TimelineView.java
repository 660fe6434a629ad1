package stampede.order;

import java.util.List;
import java.util.UUID;

/**
 * What has happened to an order, as clients see it.
 *
 * @param last the sequence of the newest event, to ask for what comes after
 * @param ended whether nothing more is to be expected
 */
record TimelineView(
    UUID orderId, String state, long last, boolean ended, List<TimelineEntry> events) {

  /** The events after that sequence. */
  static TimelineView of(Order order, long after) {
    return new TimelineView(
        order.id(),
        OrderView.stateOf(order),
        order.version(),
        order instanceof Order.Ended,
        order.details().timeline().stream().filter(entry -> entry.sequence() > after).toList());
  }
}

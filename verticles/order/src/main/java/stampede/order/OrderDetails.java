package stampede.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import stampede.contracts.Money;
import stampede.contracts.inventory.StockLine;
import stampede.contracts.order.OrderEvent;
import stampede.contracts.order.ShippingAddress;

/**
 * What an order is made of, whatever its state. Immutable.
 *
 * @param version how many events it has had
 * @param expiresAt until when its stock is held without payment
 * @param cancellations what was to be cancelled or sent back, in order
 * @param timeline its events, in order
 */
record OrderDetails(
    UUID id,
    String customerId,
    long version,
    Instant placedAt,
    Instant expiresAt,
    ShippingAddress shipTo,
    List<OrderLine> lines,
    List<Cancellation> cancellations,
    List<TimelineEntry> timeline) {

  OrderDetails {
    lines = List.copyOf(lines);
    cancellations = List.copyOf(cancellations);
    timeline = List.copyOf(timeline);
  }

  /** What the lines cost that the customer keeps. */
  Money owed() {
    return lines.stream().map(OrderLine::owed).reduce(Money::plus).orElseThrow();
  }

  /** What the order cost when it was placed. */
  Money total() {
    return lines.stream()
        .map(line -> line.unitPrice().times(line.quantity()))
        .reduce(Money::plus)
        .orElseThrow();
  }

  /** The same under the id, and until the time, that its stock is held for. */
  OrderDetails heldAs(UUID orderId, Instant until) {
    return new OrderDetails(
        orderId, customerId, version, placedAt, until, shipTo, lines, cancellations, timeline);
  }

  /** As it was when it was placed, whatever has happened since. */
  OrderDetails asPlaced() {
    return new OrderDetails(
        id,
        customerId,
        1,
        placedAt,
        expiresAt,
        shipTo,
        lines.stream()
            .map(
                line ->
                    OrderLine.ordered(line.sku(), line.name(), line.quantity(), line.unitPrice()))
            .toList(),
        List.of(),
        timeline.subList(0, 1));
  }

  /** Nothing of that currency. */
  Money nothing() {
    return Money.zero(lines.getFirst().unitPrice().currency());
  }

  /** The pieces that the customer keeps. */
  List<StockLine> remaining() {
    return lines.stream()
        .filter(line -> line.remaining() > 0)
        .map(line -> new StockLine(line.sku(), line.remaining()))
        .toList();
  }

  OrderDetails cancelled(List<StockLine> pieces) {
    return withLines(changed(pieces, OrderLine::cancel));
  }

  OrderDetails returned(List<StockLine> pieces) {
    return withLines(changed(pieces, OrderLine::takeBack));
  }

  /** All pieces that were still to go to the customer stay here. */
  OrderDetails cancelledAltogether() {
    return cancelled(remaining());
  }

  Optional<Cancellation> cancellation(String cancellationId) {
    return cancellations.stream()
        .filter(cancellation -> cancellation.id().equals(cancellationId))
        .findFirst();
  }

  OrderDetails with(Cancellation cancellation) {
    List<Cancellation> all = new ArrayList<>(cancellations);
    all.removeIf(other -> other.id().equals(cancellation.id()));
    all.add(cancellation);
    return new OrderDetails(
        id, customerId, version, placedAt, expiresAt, shipTo, lines, all, timeline);
  }

  /** The same after these events. */
  OrderDetails after(Instant now, List<? extends OrderEvent> events) {
    List<TimelineEntry> all = new ArrayList<>(timeline);
    long sequence = version;
    for (OrderEvent event : events) {
      sequence++;
      all.add(TimelineEntry.of(sequence, now, event));
    }
    return new OrderDetails(
        id, customerId, sequence, placedAt, expiresAt, shipTo, lines, cancellations, all);
  }

  private OrderDetails withLines(List<OrderLine> changed) {
    return new OrderDetails(
        id, customerId, version, placedAt, expiresAt, shipTo, changed, cancellations, timeline);
  }

  private List<OrderLine> changed(
      List<StockLine> pieces, BiFunction<OrderLine, Integer, OrderLine> change) {
    Map<String, Integer> skuToPieces =
        pieces.stream().collect(Collectors.toMap(StockLine::sku, StockLine::quantity));
    return lines.stream()
        .map(
            line ->
                skuToPieces.containsKey(line.sku())
                    ? change.apply(line, skuToPieces.get(line.sku()))
                    : line)
        .toList();
  }
}

package stampede.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import stampede.contracts.inventory.StockLine;
import stampede.contracts.order.ShippingAddress;

/**
 * What a shipment is made of, whatever its state. Immutable.
 *
 * @param version how many events it has had
 * @param lines the pieces that are in it
 * @param parcel counts the parcels that were booked for the order; only the last one matters
 * @param attempts how often the carrier has been asked since something last succeeded
 * @param attempted whether the carrier may have heard of this parcel
 * @param dueAt when the carrier is to be asked next; empty for never
 */
record ShipmentDetails(
    UUID orderId,
    String customerId,
    long version,
    ShippingAddress shipTo,
    List<StockLine> lines,
    int parcel,
    int attempts,
    boolean attempted,
    Optional<Instant> dueAt) {

  ShipmentDetails {
    lines = List.copyOf(lines);
  }

  /** What the carrier knows the parcel by. */
  String reference() {
    return orderId + "." + parcel;
  }

  int pieces() {
    return lines.stream().mapToInt(StockLine::quantity).sum();
  }

  ShipmentDetails told(int events) {
    return with(version + events, attempts, attempted, dueAt);
  }

  ShipmentDetails dueAt(Instant next) {
    return with(version, attempts, attempted, Optional.of(next));
  }

  /** The carrier has answered clearly; it is asked again then, if nothing is heard from it. */
  ShipmentDetails answered(Instant next) {
    return with(version, 0, attempted, Optional.of(next));
  }

  /** Nothing is to be asked any more. */
  ShipmentDetails settled() {
    return with(version, 0, attempted, Optional.empty());
  }

  /** The carrier is about to be asked; if nothing comes of it, it is asked again then. */
  ShipmentDetails attempting(Instant again) {
    return with(version, attempts + 1, true, Optional.of(again));
  }

  /** What is left goes as a new parcel. */
  ShipmentDetails without(List<StockLine> taken, Instant now) {
    var skuToTaken = taken.stream().collect(Collectors.toMap(StockLine::sku, StockLine::quantity));
    List<StockLine> left =
        lines.stream()
            .filter(line -> line.quantity() > skuToTaken.getOrDefault(line.sku(), 0))
            .map(
                line ->
                    new StockLine(
                        line.sku(), line.quantity() - skuToTaken.getOrDefault(line.sku(), 0)))
            .toList();
    return new ShipmentDetails(
        orderId, customerId, version, shipTo, left, parcel + 1, 0, false, Optional.of(now));
  }

  private ShipmentDetails with(
      long newVersion, int newAttempts, boolean newAttempted, Optional<Instant> newDueAt) {
    return new ShipmentDetails(
        orderId,
        customerId,
        newVersion,
        shipTo,
        lines,
        parcel,
        newAttempts,
        newAttempted,
        newDueAt);
  }
}

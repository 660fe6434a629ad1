package stampede.delivery;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import stampede.contracts.inventory.StockLine;

/** A shipment as its customer sees it. */
record ShipmentView(
    UUID orderId,
    String state,
    Optional<String> trackingNumber,
    Optional<String> reason,
    List<StockLine> lines) {

  static ShipmentView of(Shipment shipment) {
    return switch (shipment) {
      case Shipment.Pending pending -> of(shipment, "PENDING", Optional.empty(), Optional.empty());
      case Shipment.Scheduled scheduled ->
          of(shipment, "SCHEDULED", Optional.of(scheduled.trackingNumber()), Optional.empty());
      case Shipment.Stopping stopping ->
          of(shipment, "STOPPING", stopping.trackingNumber(), Optional.empty());
      case Shipment.Dispatched dispatched ->
          of(shipment, "DISPATCHED", Optional.of(dispatched.trackingNumber()), Optional.empty());
      case Shipment.Delivered delivered ->
          of(shipment, "DELIVERED", Optional.of(delivered.trackingNumber()), Optional.empty());
      case Shipment.Failed failed ->
          of(shipment, "FAILED", Optional.empty(), Optional.of(failed.reason()));
      case Shipment.Stopped stopped -> of(shipment, "STOPPED", Optional.empty(), Optional.empty());
    };
  }

  private static ShipmentView of(
      Shipment shipment, String state, Optional<String> trackingNumber, Optional<String> reason) {
    return new ShipmentView(
        shipment.orderId(), state, trackingNumber, reason, shipment.details().lines());
  }
}

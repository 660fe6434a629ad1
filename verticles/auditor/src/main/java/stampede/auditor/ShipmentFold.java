package stampede.auditor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stampede.contracts.Event;
import stampede.contracts.delivery.DeliveryEvent;

/**
 * A shipment, as its events tell it. What was released they name only by the cancellation: whether
 * anything is left tells the order.
 */
final class ShipmentFold implements Fold {

  private ShipmentState state = ShipmentState.PENDING;
  private String trackingNumber = "";
  private List<String> released = List.of();

  @Override
  public Optional<String> apply(Event event) {
    ShipmentState before = state;
    return Fold.fits(go((DeliveryEvent) event), event, before);
  }

  private boolean go(DeliveryEvent event) {
    boolean collectable = state == ShipmentState.PENDING || state == ShipmentState.SCHEDULED;
    return switch (event) {
      case DeliveryEvent.DeliveryScheduled scheduled -> {
        trackingNumber = scheduled.trackingNumber();
        yield become(ShipmentState.SCHEDULED, state == ShipmentState.PENDING);
      }
      case DeliveryEvent.DeliveryDispatched dispatched ->
          become(ShipmentState.DISPATCHED, state == ShipmentState.SCHEDULED);
      case DeliveryEvent.DeliveryCompleted completed ->
          become(ShipmentState.DELIVERED, state == ShipmentState.DISPATCHED);
      case DeliveryEvent.DeliveryFailed failed -> become(ShipmentState.FAILED, !state.ended());
      case DeliveryEvent.DeliveryNotReleased kept -> true;
      case DeliveryEvent.DeliveryReleased parcel -> {
        released = new ArrayList<>(released);
        released.add(parcel.cancellationId());
        trackingNumber = "";
        yield become(ShipmentState.PENDING, collectable);
      }
    };
  }

  private boolean become(ShipmentState next, boolean fits) {
    state = next;
    return fits;
  }

  /** Where it stands; {@code PENDING} when all of it may have been released. */
  ShipmentState state() {
    return state;
  }

  String trackingNumber() {
    return trackingNumber;
  }

  /** The cancellations whose pieces were released, in order. */
  List<String> released() {
    return released;
  }
}

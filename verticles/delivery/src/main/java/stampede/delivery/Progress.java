package stampede.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import stampede.contracts.delivery.DeliveryEvent;
import stampede.contracts.delivery.DeliveryEvent.DeliveryCompleted;
import stampede.contracts.delivery.DeliveryEvent.DeliveryDispatched;
import stampede.contracts.delivery.DeliveryEvent.DeliveryScheduled;
import stampede.platform.aggregate.Decision;
import stampede.platform.aggregate.Moment;

/** Where a shipment that the carrier had not collected yet, as far as we knew, goes from here. */
final class Progress {

  private Progress() {}

  static Decision<Shipment, DeliveryEvent> of(
      Shipment before,
      Optional<String> toldTrackingNumber,
      List<DeliveryEvent> first,
      CarrierAnswer answer,
      Moment moment) {
    ShipmentDetails details = before.details();
    UUID orderId = details.orderId();
    List<DeliveryEvent> events = new ArrayList<>();
    return switch (answer) {
      case CarrierAnswer.Booked(String trackingNumber) -> {
        schedule(orderId, toldTrackingNumber, trackingNumber, events);
        yield Decision.of(
            new Shipment.Scheduled(
                details.answered(moment.at().plus(Shipment.SILENCE)).told(events.size()),
                trackingNumber),
            events);
      }
      case CarrierAnswer.Collected(String trackingNumber) -> {
        schedule(orderId, toldTrackingNumber, trackingNumber, events);
        events.addAll(first);
        events.add(new DeliveryDispatched(orderId));
        yield Decision.of(
            new Shipment.Dispatched(
                details.answered(moment.at().plus(Shipment.SILENCE)).told(events.size()),
                trackingNumber),
            events);
      }
      case CarrierAnswer.Delivered(String trackingNumber) -> {
        schedule(orderId, toldTrackingNumber, trackingNumber, events);
        events.addAll(first);
        events.add(new DeliveryDispatched(orderId));
        events.add(new DeliveryCompleted(orderId));
        yield Decision.of(
            new Shipment.Delivered(details.settled().told(events.size()), trackingNumber), events);
      }
      case CarrierAnswer.Failed(String trackingNumber, String reason) -> {
        schedule(orderId, toldTrackingNumber, trackingNumber, events);
        yield fail(details, events, reason);
      }
      case CarrierAnswer.Refused(String reason) -> fail(details, events, reason);
      case CarrierAnswer.Cancelled() ->
          fail(details, events, "the carrier has cancelled the shipment");
      case CarrierAnswer.Unclear(String why) -> later(before, moment);
      case CarrierAnswer.NotAsked(String why) -> later(before, moment);
    };
  }

  private static void schedule(
      UUID orderId,
      Optional<String> toldTrackingNumber,
      String trackingNumber,
      List<DeliveryEvent> events) {
    if (toldTrackingNumber.isEmpty()) {
      events.add(new DeliveryScheduled(orderId, trackingNumber));
    }
  }

  static Decision<Shipment, DeliveryEvent> fail(
      ShipmentDetails details, List<DeliveryEvent> before, String reason) {
    List<DeliveryEvent> events = new ArrayList<>(before);
    events.add(new DeliveryEvent.DeliveryFailed(details.orderId(), reason));
    return Decision.of(new Shipment.Failed(details.settled().told(events.size()), reason), events);
  }

  private static Decision<Shipment, DeliveryEvent> later(Shipment before, Moment moment) {
    ShipmentDetails details = before.details().dueAt(before.again(moment));
    return Decision.silently(
        switch (before) {
          case Shipment.Scheduled scheduled ->
              new Shipment.Scheduled(details, scheduled.trackingNumber());
          case Shipment.Stopping stopping ->
              new Shipment.Stopping(details, stopping.trackingNumber(), stopping.request());
          case Shipment.Pending pending -> new Shipment.Pending(details);
          case Shipment.Dispatched dispatched ->
              new Shipment.Dispatched(details, dispatched.trackingNumber());
          case Shipment.Ended ended -> ended;
        });
  }
}

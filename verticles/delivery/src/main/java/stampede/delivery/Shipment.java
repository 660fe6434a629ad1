package stampede.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import stampede.contracts.delivery.DeliveryEvent;
import stampede.contracts.delivery.DeliveryEvent.DeliveryCompleted;
import stampede.contracts.delivery.DeliveryEvent.DeliveryNotReleased;
import stampede.contracts.delivery.DeliveryEvent.DeliveryReleased;
import stampede.contracts.order.OrderEvent.OrderCancellationRequested;
import stampede.platform.aggregate.Decision;
import stampede.platform.aggregate.Moment;

/**
 * The one shipment of an order. Requests and answers that come twice or too late change nothing. An
 * answer may be steps ahead of what we knew, as callbacks get lost: all steps in between are told.
 */
sealed interface Shipment {

  Duration FIRST_WAIT = Duration.ofMillis(500);
  Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** Without news for so long, the carrier is asked. */
  Duration SILENCE = Duration.ofSeconds(20);

  ShipmentDetails details();

  default UUID orderId() {
    return details().orderId();
  }

  /**
   * The order wants pieces back: releases them, or says that it is too late, or asks the carrier.
   */
  Decision<Shipment, DeliveryEvent> release(OrderCancellationRequested request, Moment moment);

  /** What the carrier is to be asked now, if anything. */
  Optional<CarrierQuestion> question();

  /** The question is about to be asked. */
  Shipment attempt(Instant again);

  /** The carrier said so, by an answer or a callback about the current parcel. */
  Decision<Shipment, DeliveryEvent> learn(CarrierAnswer answer, Moment moment);

  /** The same for any parcel of the order; what is said about an earlier one is of no use. */
  default Decision<Shipment, DeliveryEvent> learnOf(
      String reference, CarrierAnswer answer, Moment moment) {
    return details().reference().equals(reference)
        ? learn(answer, moment)
        : Decision.silently(this);
  }

  /** When to ask the carrier again. */
  default Instant again(Moment moment) {
    return moment.backOff(details().attempts(), FIRST_WAIT, LONGEST_WAIT);
  }

  /** The carrier has not been asked, or has not answered. */
  record Pending(ShipmentDetails details) implements Shipment {

    @Override
    public Decision<Shipment, DeliveryEvent> release(
        OrderCancellationRequested request, Moment moment) {
      Stopping stopping = Stopping.of(details, Optional.empty(), request, moment);
      return details.attempted() ? Decision.silently(stopping) : stopping.release(moment);
    }

    @Override
    public Optional<CarrierQuestion> question() {
      return Optional.of(
          new CarrierQuestion.Book(details.reference(), details.shipTo(), details.pieces()));
    }

    @Override
    public Shipment attempt(Instant again) {
      return new Pending(details.attempting(again));
    }

    @Override
    public Decision<Shipment, DeliveryEvent> learn(CarrierAnswer answer, Moment moment) {
      return Progress.of(this, Optional.empty(), List.of(), answer, moment);
    }
  }

  /** The carrier will come for it. */
  record Scheduled(ShipmentDetails details, String trackingNumber) implements Shipment {

    @Override
    public Decision<Shipment, DeliveryEvent> release(
        OrderCancellationRequested request, Moment moment) {
      return Decision.silently(Stopping.of(details, Optional.of(trackingNumber), request, moment));
    }

    @Override
    public Optional<CarrierQuestion> question() {
      return Optional.of(new CarrierQuestion.Track(details.reference()));
    }

    @Override
    public Shipment attempt(Instant again) {
      return new Scheduled(details.attempting(again), trackingNumber);
    }

    @Override
    public Decision<Shipment, DeliveryEvent> learn(CarrierAnswer answer, Moment moment) {
      return Progress.of(this, Optional.of(trackingNumber), List.of(), answer, moment);
    }
  }

  /**
   * The carrier is asked not to collect it.
   *
   * @param trackingNumber present when the order has been told that it is scheduled
   */
  record Stopping(
      ShipmentDetails details, Optional<String> trackingNumber, OrderCancellationRequested request)
      implements Shipment {

    static Stopping of(
        ShipmentDetails details,
        Optional<String> trackingNumber,
        OrderCancellationRequested request,
        Moment moment) {
      return new Stopping(details.answered(moment.at()), trackingNumber, request);
    }

    /** The pieces stay here; what is left of the order is booked anew. */
    Decision<Shipment, DeliveryEvent> release(Moment moment) {
      List<DeliveryEvent> events =
          List.of(new DeliveryReleased(orderId(), request.cancellationId()));
      ShipmentDetails told = details.told(events.size());
      return Decision.of(
          request.everything()
              ? new Stopped(told.settled())
              : new Pending(told.without(request.lines(), moment.at())),
          events);
    }

    /** An order has one cancellation at a time, so that another one is out of turn. */
    @Override
    public Decision<Shipment, DeliveryEvent> release(
        OrderCancellationRequested another, Moment moment) {
      throw new IllegalStateException(
          "order %s wants to cancel while it is cancelling".formatted(orderId()));
    }

    @Override
    public Optional<CarrierQuestion> question() {
      return Optional.of(new CarrierQuestion.Cancel(details.reference()));
    }

    @Override
    public Shipment attempt(Instant again) {
      return new Stopping(details.attempting(again), trackingNumber, request);
    }

    @Override
    public Decision<Shipment, DeliveryEvent> learn(CarrierAnswer answer, Moment moment) {
      if (answer instanceof CarrierAnswer.Cancelled) {
        return release(moment);
      }
      if (answer instanceof CarrierAnswer.Booked) {
        return Decision.silently(this); // the booking's own answer, overtaken by our wish
      }
      return Progress.of(
          this,
          trackingNumber,
          List.of(new DeliveryNotReleased(orderId(), request.cancellationId())),
          answer,
          moment);
    }
  }

  /** The carrier has it. */
  record Dispatched(ShipmentDetails details, String trackingNumber) implements Shipment {

    @Override
    public Decision<Shipment, DeliveryEvent> release(
        OrderCancellationRequested request, Moment moment) {
      return tooLate(request, new Dispatched(details.told(1), trackingNumber));
    }

    @Override
    public Optional<CarrierQuestion> question() {
      return Optional.of(new CarrierQuestion.Track(details.reference()));
    }

    @Override
    public Shipment attempt(Instant again) {
      return new Dispatched(details.attempting(again), trackingNumber);
    }

    @Override
    public Decision<Shipment, DeliveryEvent> learn(CarrierAnswer answer, Moment moment) {
      return switch (answer) {
        case CarrierAnswer.Delivered delivered -> {
          List<DeliveryEvent> events = List.of(new DeliveryCompleted(orderId()));
          yield Decision.of(
              new Delivered(details.settled().told(events.size()), trackingNumber), events);
        }
        case CarrierAnswer.Failed failed -> Progress.fail(details, List.of(), failed.reason());
        case CarrierAnswer.Collected collected ->
            Decision.silently(
                new Dispatched(details.answered(moment.at().plus(SILENCE)), trackingNumber));
        case CarrierAnswer.Unclear unclear ->
            Decision.silently(new Dispatched(details.dueAt(again(moment)), trackingNumber));
        case CarrierAnswer.NotAsked notAsked ->
            Decision.silently(new Dispatched(details.dueAt(again(moment)), trackingNumber));
        case CarrierAnswer.Booked late -> Decision.silently(this);
        case CarrierAnswer.Cancelled impossible -> Decision.silently(this);
        case CarrierAnswer.Refused impossible -> Decision.silently(this);
      };
    }
  }

  /** It goes no further. */
  sealed interface Ended extends Shipment {

    Shipment with(ShipmentDetails details);

    @Override
    default Decision<Shipment, DeliveryEvent> release(
        OrderCancellationRequested request, Moment moment) {
      return tooLate(request, with(details().told(1)));
    }

    @Override
    default Optional<CarrierQuestion> question() {
      return Optional.empty();
    }

    @Override
    default Shipment attempt(Instant again) {
      return this;
    }

    @Override
    default Decision<Shipment, DeliveryEvent> learn(CarrierAnswer answer, Moment moment) {
      return Decision.silently(this);
    }
  }

  /** The customer has it. */
  record Delivered(ShipmentDetails details, String trackingNumber) implements Ended {

    @Override
    public Shipment with(ShipmentDetails changed) {
      return new Delivered(changed, trackingNumber);
    }
  }

  /** It will not arrive; the goods are, or come, back. */
  record Failed(ShipmentDetails details, String reason) implements Ended {

    @Override
    public Shipment with(ShipmentDetails changed) {
      return new Failed(changed, reason);
    }
  }

  /** The order was cancelled before the carrier came. */
  record Stopped(ShipmentDetails details) implements Ended {

    @Override
    public Shipment with(ShipmentDetails changed) {
      return new Stopped(changed);
    }
  }

  private static Decision<Shipment, DeliveryEvent> tooLate(
      OrderCancellationRequested request, Shipment after) {
    return Decision.of(
        after, List.of(new DeliveryNotReleased(request.orderId(), request.cancellationId())));
  }
}

package stampede.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import stampede.contracts.delivery.DeliveryEvent;
import stampede.contracts.delivery.DeliveryEvent.DeliveryCompleted;
import stampede.contracts.delivery.DeliveryEvent.DeliveryDispatched;
import stampede.contracts.delivery.DeliveryEvent.DeliveryFailed;
import stampede.contracts.delivery.DeliveryEvent.DeliveryNotReleased;
import stampede.contracts.delivery.DeliveryEvent.DeliveryReleased;
import stampede.contracts.delivery.DeliveryEvent.DeliveryScheduled;
import stampede.contracts.inventory.StockLine;
import stampede.contracts.order.OrderEvent.OrderCancellationRequested;
import stampede.contracts.order.ShippingAddress;
import stampede.platform.aggregate.Decision;
import stampede.platform.aggregate.Moment;

class ShipmentProperties {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final UUID ORDER = new UUID(0, 1);
  private static final OrderCancellationRequested ONE_LAMP =
      new OrderCancellationRequested(ORDER, "one", List.of(new StockLine("LAMP", 1)), false);
  private static final OrderCancellationRequested ALL =
      new OrderCancellationRequested(ORDER, "all", List.of(new StockLine("LAMP", 2)), true);

  private static Moment moment() {
    return new Moment(NOW, new UUID(0, 9), 0.5);
  }

  private static Shipment pending() {
    return new Shipment.Pending(
        new ShipmentDetails(
            ORDER,
            "kim",
            0,
            new ShippingAddress("Kim", "1 Main St", "London", "E1", "GB"),
            List.of(new StockLine("LAMP", 2)),
            1,
            0,
            false,
            Optional.of(NOW)));
  }

  private static Shipment attempted() {
    return pending().attempt(NOW.plusSeconds(10));
  }

  private static Shipment scheduled() {
    return after(attempted().learn(new CarrierAnswer.Booked("track"), moment()));
  }

  private static Shipment dispatched() {
    return after(scheduled().learn(new CarrierAnswer.Collected("track"), moment()));
  }

  private static Shipment after(Decision<Shipment, DeliveryEvent> decision) {
    return decision.after().orElseThrow();
  }

  /** What may happen to a shipment, in any order. */
  enum Happening {
    ASKED,
    ASKED_AND_ANSWER_LOST,
    CARRIER_WORKS,
    CALLBACK,
    CALLBACK_OF_FIRST_PARCEL,
    ORDER_WANTS_ONE_BACK,
    ORDER_WANTS_ALL_BACK
  }

  /**
   * Whatever crosses whatever: it comes to an end; what the order was told agrees with what the
   * carrier did; and every wish to cancel gets exactly one answer, unless the delivery failed.
   */
  @Property(tries = 5_000)
  void whatIsToldAgreesWithWhatTheCarrierDid(
      @ForAll List<Happening> happenings, @ForAll boolean refuses, @ForAll boolean fails) {
    ModelCarrier carrier = new ModelCarrier(refuses);
    List<DeliveryEvent> told = new ArrayList<>();
    List<String> wishes = new ArrayList<>();
    Shipment shipment = pending();
    for (Happening happening : happenings) {
      shipment = happen(happening, shipment, carrier, fails, told, wishes);
      assertThat(shipment.details().version()).isEqualTo(told.size());
    }

    for (int i = 0; i < 50 && shipment.question().isPresent(); i++) {
      shipment = ask(shipment, carrier, true, told);
      carrier.work(fails);
    }

    assertThat(shipment).isInstanceOf(Shipment.Ended.class);
    assertThat(carrier.onTheWay()).isZero();
    assertThat(carrier.delivered())
        .isEqualTo(told.stream().filter(DeliveryCompleted.class::isInstance).count())
        .isEqualTo(shipment instanceof Shipment.Delivered ? 1 : 0);
    List<String> answered =
        told.stream()
            .flatMap(
                event ->
                    switch (event) {
                      case DeliveryReleased released -> List.of(released.cancellationId()).stream();
                      case DeliveryNotReleased kept -> List.of(kept.cancellationId()).stream();
                      default -> List.<String>of().stream();
                    })
            .toList();
    assertThat(answered).doesNotHaveDuplicates();
    if (!(shipment instanceof Shipment.Failed)) {
      assertThat(answered).containsExactlyElementsOf(wishes);
    }
  }

  private static Shipment happen(
      Happening happening,
      Shipment shipment,
      ModelCarrier carrier,
      boolean fails,
      List<DeliveryEvent> told,
      List<String> wishes) {
    return switch (happening) {
      case ASKED -> ask(shipment, carrier, true, told);
      case ASKED_AND_ANSWER_LOST -> ask(shipment, carrier, false, told);
      case CARRIER_WORKS -> {
        carrier.work(fails);
        yield shipment;
      }
      case CALLBACK -> callback(shipment, carrier, shipment.details().reference(), told);
      case CALLBACK_OF_FIRST_PARCEL -> callback(shipment, carrier, ORDER + ".1", told);
      case ORDER_WANTS_ONE_BACK -> wish(shipment, false, told, wishes);
      case ORDER_WANTS_ALL_BACK -> wish(shipment, true, told, wishes);
    };
  }

  /** An order asks for one cancellation at a time, and only for what is left. */
  private static Shipment wish(
      Shipment shipment, boolean everything, List<DeliveryEvent> told, List<String> wishes) {
    int left = shipment.details().pieces();
    boolean inTurn =
        !(shipment instanceof Shipment.Stopping)
            && !(shipment instanceof Shipment.Stopped)
            && !(shipment instanceof Shipment.Failed);
    if (!inTurn || (!everything && left < 2)) {
      return shipment;
    }
    String id = "wish-" + wishes.size();
    wishes.add(id);
    return tell(
        shipment.release(
            new OrderCancellationRequested(
                ORDER, id, List.of(new StockLine("LAMP", everything ? left : 1)), everything),
            moment()),
        told);
  }

  private static Shipment callback(
      Shipment shipment, ModelCarrier carrier, String reference, List<DeliveryEvent> told) {
    return tell(shipment.learnOf(reference, carrier.status(reference), moment()), told);
  }

  private static Shipment ask(
      Shipment shipment, ModelCarrier carrier, boolean answered, List<DeliveryEvent> told) {
    Optional<CarrierQuestion> question = shipment.question();
    if (question.isEmpty()) {
      return shipment;
    }
    Shipment asking = shipment.attempt(NOW.plusSeconds(10));
    CarrierAnswer answer = carrier.ask(question.get());
    return tell(
        asking.learnOf(
            question.get().reference(),
            answered ? answer : new CarrierAnswer.Unclear("time-out"),
            moment()),
        told);
  }

  private static Shipment tell(
      Decision<Shipment, DeliveryEvent> decision, List<DeliveryEvent> told) {
    told.addAll(decision.events());
    return after(decision);
  }

  @Example
  void stepsThatWereMissedAreToldInTheirOrder() {
    assertThat(attempted().learn(new CarrierAnswer.Delivered("track"), moment()).events())
        .containsExactly(
            new DeliveryScheduled(ORDER, "track"),
            new DeliveryDispatched(ORDER),
            new DeliveryCompleted(ORDER));
  }

  @Example
  void aBookingThatIsRefusedFails() {
    assertThat(attempted().learn(new CarrierAnswer.Refused("not there"), moment()).events())
        .containsExactly(new DeliveryFailed(ORDER, "not there"));
  }

  @Example
  void whatTheCarrierHasNotHeardOfIsReleasedAtOnce() {
    Decision<Shipment, DeliveryEvent> decision = pending().release(ALL, moment());

    assertThat(decision.events()).containsExactly(new DeliveryReleased(ORDER, "all"));
    assertThat(after(decision)).isInstanceOf(Shipment.Stopped.class);
  }

  @Example
  void whatTheCarrierMayHaveIsReleasedWhenItHasGivenItsWord() {
    Decision<Shipment, DeliveryEvent> asked = scheduled().release(ALL, moment());
    Shipment stopping = after(asked);

    Decision<Shipment, DeliveryEvent> decision =
        stopping.learn(new CarrierAnswer.Cancelled(), moment());

    assertThat(asked.events()).isEmpty();
    assertThat(stopping.question()).containsInstanceOf(CarrierQuestion.Cancel.class);
    assertThat(decision.events()).containsExactly(new DeliveryReleased(ORDER, "all"));
  }

  @Example
  void whatIsLeftGoesAsAnotherParcel() {
    Shipment stopping = after(scheduled().release(ONE_LAMP, moment()));

    Shipment again = after(stopping.learn(new CarrierAnswer.Cancelled(), moment()));

    assertThat(again.question())
        .hasValueSatisfying(
            question ->
                assertThat(question)
                    .isEqualTo(
                        new CarrierQuestion.Book(ORDER + ".2", again.details().shipTo(), 1)));
  }

  @Example
  void aCarrierThatWasFasterKeepsTheParcel() {
    Shipment stopping = after(scheduled().release(ALL, moment()));

    assertThat(stopping.learn(new CarrierAnswer.Collected("track"), moment()).events())
        .containsExactly(new DeliveryNotReleased(ORDER, "all"), new DeliveryDispatched(ORDER));
  }

  @Example
  void onceItIsOnItsWayItIsTooLate() {
    assertThat(dispatched().release(ALL, moment()).events())
        .containsExactly(new DeliveryNotReleased(ORDER, "all"));
  }

  @Example
  void aSilentCarrierIsAskedWhereItIs() {
    assertThat(dispatched().details().dueAt()).hasValue(NOW.plus(Shipment.SILENCE));
    assertThat(dispatched().question()).containsInstanceOf(CarrierQuestion.Track.class);
  }

  @Example
  void aDeliveryThatFailsOnItsWayIsTold() {
    assertThat(
            dispatched()
                .learn(new CarrierAnswer.Failed("track", "nobody there"), moment())
                .events())
        .containsExactly(new DeliveryFailed(ORDER, "nobody there"));
  }
}

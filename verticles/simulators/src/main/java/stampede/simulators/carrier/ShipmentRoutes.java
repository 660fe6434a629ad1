package stampede.simulators.carrier;

import static stampede.simulators.partner.FrontDoor.JSON;
import static stampede.simulators.partner.FrontDoor.body;
import static stampede.simulators.partner.FrontDoor.name;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import stampede.simulators.carrier.Shipment.Stage;
import stampede.simulators.partner.Answering;
import stampede.simulators.partner.Desk;
import stampede.simulators.partner.Fault;
import stampede.simulators.partner.FaultBoard;
import stampede.simulators.partner.JsonFields;
import stampede.simulators.partner.Ledger;
import stampede.simulators.partner.Outcome;
import stampede.simulators.partner.Refusal;
import stampede.simulators.partner.Treatment;

/** The carrier's HTTP interface, as the package describes it. */
final class ShipmentRoutes {

  private static final int LONGEST_REASON = 200;

  private final Ledger<Shipment> ledger;
  private final Answering answering;
  private final FaultBoard faults;

  ShipmentRoutes(Ledger<Shipment> ledger, Answering answering, FaultBoard faults) {
    this.ledger = ledger;
    this.answering = answering;
    this.faults = faults;
  }

  void addTo(Router router) {
    router.put("/v1/shipments/:reference").consumes(JSON).handler(this::book);
    router.get("/v1/shipments/:reference").handler(this::look);
    router.post("/v1/shipments/:reference/cancel").handler(this::cancel);
    router.post("/v1/shipments/:reference/progress").consumes(JSON).handler(this::progress);
  }

  private void book(RoutingContext call) {
    String reference = name(call, "reference");
    Booking asked = Booking.read(body(call));
    Treatment treatment = faults.treatment();
    Booking booking =
        faults.happens(Fault.REFUSE) ? asked.objectedTo("no van goes there today") : asked;
    answer(
        call,
        treatment,
        desk -> Depot.book(desk, reference, booking.parcel(), booking.objection()));
  }

  private void look(RoutingContext call) {
    String reference = name(call, "reference");
    answer(call, faults.treatment(), desk -> Depot.look(desk, reference));
  }

  private void cancel(RoutingContext call) {
    String reference = name(call, "reference");
    answer(call, faults.treatment(), desk -> Depot.cancel(desk, reference));
  }

  private void answer(
      RoutingContext call, Treatment treatment, Function<Desk<Shipment>, Outcome> decision) {
    answering.answer(call, treatment, () -> ledger.decide(decision));
  }

  /** By hand: faults spare it, and whoever moves a shipment is not who waits for news of it. */
  private void progress(RoutingContext call) {
    String reference = name(call, "reference");
    JsonFields body = body(call).only(Set.of("status", "reason"));
    Stage stage = stage(body);
    Optional<String> reason = reason(body, stage);
    answering.answer(
        call,
        Treatment.good(),
        () ->
            ledger
                .decide(desk -> Depot.progress(desk, reference, stage, reason))
                .map(
                    outcome -> {
                      outcome.update().ifPresent(answering::tell);
                      return Outcome.unchanged(outcome.status(), outcome.body());
                    }));
  }

  private static Stage stage(JsonFields body) {
    return switch (body.text("status", 20)) {
      case "collected" -> Stage.COLLECTED;
      case "delivered" -> Stage.DELIVERED;
      case "failed" -> Stage.FAILED;
      default -> throw Refusal.field("status", "collected, delivered or failed");
    };
  }

  private static Optional<String> reason(JsonFields body, Stage stage) {
    Optional<String> reason = body.optionalText("reason", LONGEST_REASON);
    if (reason.isPresent() && stage != Stage.FAILED) {
      throw Refusal.field("reason", "absent, unless the status is failed");
    }
    return reason;
  }
}

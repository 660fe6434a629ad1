package stampede.delivery;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import stampede.contracts.FailureCode;
import stampede.contracts.delivery.DeliveryEvent;
import stampede.platform.aggregate.Aggregates;
import stampede.platform.aggregate.Decision;
import stampede.platform.aggregate.Moment;
import stampede.platform.aggregate.Verdict;
import stampede.platform.api.ApiAnswers;
import stampede.platform.api.ApiReply;
import stampede.platform.api.ApiRequest;
import stampede.platform.api.CallbackSignature;
import stampede.platform.json.Json;

/** Answers customers, staff and the carrier's callbacks. */
final class DeliveryVerticle extends VerticleBase {

  private final ApiAnswers answers;
  private final Aggregates<Shipment, DeliveryEvent> shipments;
  private final CallbackSignature signature;
  private final Clock clock;

  DeliveryVerticle(
      ApiAnswers answers,
      Aggregates<Shipment, DeliveryEvent> shipments,
      CallbackSignature signature,
      Clock clock) {
    this.answers = answers;
    this.shipments = shipments;
    this.signature = signature;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    return Future.all(
        List.of(
            answers.serve("getShipment", (request, deadline) -> get(request)),
            answers.serve("receiveCarrierUpdate", (request, deadline) -> receive(request))));
  }

  private Future<ApiReply> get(ApiRequest request) {
    return shipments
        .find(UUID.fromString(request.required("orderId")))
        .map(
            found ->
                found
                    .filter(shipment -> request.caller().mayActFor(shipment.details().customerId()))
                    .<ApiReply>map(shipment -> ApiReply.ok(ShipmentView.of(shipment)))
                    .orElseGet(DeliveryVerticle::noSuchShipment));
  }

  private Future<ApiReply> receive(ApiRequest request) {
    if (!signature.holds(request)) {
      return Future.succeededFuture(CallbackSignature.refusal());
    }
    String reference = request.required("reference");
    UUID orderId = UUID.fromString(reference.substring(0, reference.indexOf('.')));
    // a partner's message may grow, unlike a client's
    CarrierUpdate update = Json.read(request.body(), CarrierUpdate.class);
    Moment moment = Moment.now(clock);
    return shipments.decide(
        orderId,
        found ->
            found
                .map(
                    shipment ->
                        new Verdict<>(
                            update
                                .answer()
                                .map(known -> shipment.learnOf(reference, known, moment))
                                .orElseGet(Decision::nothing),
                            (ApiReply) ApiReply.nothing()))
                .orElseGet(() -> Verdict.only(noSuchShipment())));
  }

  private static ApiReply noSuchShipment() {
    return ApiReply.refused(FailureCode.NO_SUCH_RESOURCE, "there is no shipment of such an order");
  }

  /** What the carrier tells by itself. */
  private record CarrierUpdate(
      String status, Optional<String> trackingNumber, Optional<String> reason) {

    Optional<CarrierAnswer> answer() {
      return HttpCarrier.statusAnswer(
          status, trackingNumber.orElse(""), reason.orElse("no reason given"));
    }
  }
}

package stampede.delivery;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import stampede.contracts.FailureCode;
import stampede.contracts.order.ShippingAddress;
import stampede.platform.ServiceFailure;
import stampede.platform.calls.Partner;
import stampede.platform.calls.PartnerReply;

/** The carrier over HTTP. We choose the references, which makes every question repeatable. */
final class HttpCarrier implements Carrier {

  private final Partner carrier;

  HttpCarrier(Partner carrier) {
    this.carrier = carrier;
  }

  @Override
  public Future<CarrierAnswer> ask(CarrierQuestion question) {
    String path = "/v1/shipments/" + question.reference();
    Future<PartnerReply> reply =
        switch (question) {
          case CarrierQuestion.Book book ->
              carrier.send(HttpMethod.PUT, path, Optional.of(booking(book)));
          case CarrierQuestion.Cancel cancel ->
              carrier.send(HttpMethod.POST, path + "/cancel", Optional.empty());
          case CarrierQuestion.Track track -> carrier.send(HttpMethod.GET, path, Optional.empty());
        };
    return reply.map(answered -> answer(question, answered)).recover(HttpCarrier::noAnswer);
  }

  private static Map<String, Object> booking(CarrierQuestion.Book book) {
    ShippingAddress address = book.shipTo();
    Map<String, Object> booking = new HashMap<>();
    booking.put("recipient", address.recipient());
    booking.put("street", address.street());
    booking.put("city", address.city());
    booking.put("country", address.country());
    booking.put("pieces", book.pieces());
    if (!address.postalCode().isEmpty()) {
      booking.put("postalCode", address.postalCode());
    }
    return booking;
  }

  /** A booking that is refused as a request would be refused for ever. */
  static CarrierAnswer answer(CarrierQuestion question, PartnerReply reply) {
    return statusAnswer(reply.text("status"), reply.text("trackingNumber"), reply.text("reason"))
        .orElseGet(
            () ->
                question instanceof CarrierQuestion.Book && reply.refusesTheRequest()
                    ? new CarrierAnswer.Refused("the carrier does not take it: " + reply.detail())
                    : new CarrierAnswer.Unclear("status " + reply.status()));
  }

  /** What a parcel's status says, here or in a callback; empty when it says nothing definite. */
  static Optional<CarrierAnswer> statusAnswer(String status, String trackingNumber, String reason) {
    return switch (status) {
      case "booked" -> Optional.of(new CarrierAnswer.Booked(trackingNumber));
      case "collected" -> Optional.of(new CarrierAnswer.Collected(trackingNumber));
      case "delivered" -> Optional.of(new CarrierAnswer.Delivered(trackingNumber));
      case "failed" -> Optional.of(new CarrierAnswer.Failed(trackingNumber, reason));
      case "cancelled" -> Optional.of(new CarrierAnswer.Cancelled());
      case "refused" -> Optional.of(new CarrierAnswer.Refused(reason));
      default -> Optional.empty();
    };
  }

  private static Future<CarrierAnswer> noAnswer(Throwable failure) {
    boolean notAsked =
        failure instanceof ServiceFailure service
            && service.code() == FailureCode.SERVICE_UNAVAILABLE;
    String why = String.valueOf(failure.getMessage());
    return Future.succeededFuture(
        notAsked ? new CarrierAnswer.NotAsked(why) : new CarrierAnswer.Unclear(why));
  }
}

package stampede.simulators.provider;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import stampede.simulators.partner.Posted;
import stampede.simulators.partner.Update;
import stampede.simulators.provider.Charge.Captured;
import stampede.simulators.provider.Charge.Declined;
import stampede.simulators.provider.Charge.Pending;
import stampede.simulators.provider.Charge.Terms;
import stampede.simulators.provider.Charge.Voided;
import stampede.simulators.provider.Movement.Refund;

/** Charges and refunds as callers read them. */
final class Statement {

  private Statement() {}

  /** The state of a charge. */
  static JsonObject of(Charge charge) {
    return switch (charge) {
      case Captured captured ->
          taken(captured.reference(), captured.chargeId(), "captured", captured.terms())
              .put("refunded", captured.refunded());
      case Pending pending ->
          taken(pending.reference(), pending.chargeId(), "pending", pending.terms())
              .put("refunded", 0);
      case Declined declined ->
          statement(declined.reference(), "declined").put("reason", declined.reason());
      case Voided voided -> statement(voided.reference(), "voided");
    };
  }

  /** A refund, and what was refunded of its charge up to it. */
  static JsonObject of(Captured charge, Refund refund) {
    return new JsonObject()
        .put("reference", charge.reference())
        .put("chargeId", charge.chargeId())
        .put("refundId", refund.refundId())
        .put("status", "refunded")
        .put("amount", refund.amount())
        .put("currency", charge.terms().currency())
        .put("refunded", charge.refunded());
  }

  /** The news of a movement. */
  static Update update(Posted<Movement> posted) {
    JsonObject body =
        new JsonObject()
            .put("updateId", UUID.randomUUID().toString())
            .mergeIn(news(posted.entry()))
            .put("at", posted.at().toString());
    body.remove("refunded");
    return new Update(posted.entry().charge().reference(), body);
  }

  private static JsonObject news(Movement movement) {
    return switch (movement.charge()) {
      case Captured captured ->
          movement.refund().map(refund -> of(captured, refund)).orElseGet(() -> of(captured));
      case Declined declined ->
          of(declined)
              .put("amount", declined.terms().amount())
              .put("currency", declined.terms().currency());
      case Pending pending -> of(pending);
      case Voided voided -> of(voided);
    };
  }

  private static JsonObject taken(String reference, String chargeId, String status, Terms terms) {
    return new JsonObject()
        .put("reference", reference)
        .put("chargeId", chargeId)
        .put("status", status)
        .put("amount", terms.amount())
        .put("currency", terms.currency());
  }

  private static JsonObject statement(String reference, String status) {
    return new JsonObject().put("reference", reference).put("status", status);
  }
}

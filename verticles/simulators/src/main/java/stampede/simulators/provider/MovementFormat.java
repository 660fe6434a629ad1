package stampede.simulators.provider;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import stampede.simulators.partner.EntryFormat;
import stampede.simulators.partner.JsonFields;
import stampede.simulators.partner.Refusal;
import stampede.simulators.provider.Charge.Captured;
import stampede.simulators.provider.Charge.Declined;
import stampede.simulators.provider.Charge.Pending;
import stampede.simulators.provider.Charge.Terms;
import stampede.simulators.provider.Charge.Voided;
import stampede.simulators.provider.Movement.Refund;

/**
 * Movements as they stand in the ledger. {@code amount} is what this entry moved; an entry of a
 * refund has in {@code charged} and {@code refunded} what was moved in all.
 */
final class MovementFormat implements EntryFormat<Movement> {

  private static final int LONGEST_TEXT = 200;

  @Override
  public JsonObject write(Movement movement) {
    return switch (movement.charge()) {
      case Captured captured ->
          movement
              .refund()
              .map(refund -> refund(captured, refund))
              .orElseGet(
                  () ->
                      charge(
                          "charge", captured.reference(), captured.chargeId(), captured.terms()));
      case Pending pending ->
          charge("pending", pending.reference(), pending.chargeId(), pending.terms());
      case Declined declined ->
          terms(line("decline", declined.reference()), declined.terms())
              .put("reason", declined.reason());
      case Voided voided -> line("void", voided.reference());
    };
  }

  private static JsonObject refund(Captured captured, Refund refund) {
    Terms terms = captured.terms();
    return line("refund", captured.reference())
        .put("chargeId", captured.chargeId())
        .put("refundId", refund.refundId())
        .put("amount", refund.amount())
        .put("currency", terms.currency())
        .put("charged", terms.amount())
        .put("refunded", captured.refunded())
        .put("fingerprint", terms.fingerprint());
  }

  private static JsonObject charge(String kind, String reference, String chargeId, Terms terms) {
    return terms(line(kind, reference).put("chargeId", chargeId), terms);
  }

  private static JsonObject terms(JsonObject line, Terms terms) {
    return line.put("amount", terms.amount())
        .put("currency", terms.currency())
        .put("fingerprint", terms.fingerprint());
  }

  private static JsonObject line(String kind, String reference) {
    return new JsonObject().put("kind", kind).put("reference", reference);
  }

  @Override
  public Movement read(JsonFields line) {
    String reference = text(line, "reference");
    return switch (text(line, "kind")) {
      case "charge" ->
          Movement.of(new Captured(reference, text(line, "chargeId"), terms(line, "amount"), 0));
      case "pending" ->
          Movement.of(new Pending(reference, text(line, "chargeId"), terms(line, "amount")));
      case "decline" ->
          Movement.of(new Declined(reference, terms(line, "amount"), text(line, "reason")));
      case "void" -> Movement.of(new Voided(reference));
      case "refund" ->
          new Movement(
              new Captured(
                  reference,
                  text(line, "chargeId"),
                  terms(line, "charged"),
                  amount(line, "refunded")),
              Optional.of(new Refund(text(line, "refundId"), amount(line, "amount"))));
      default -> throw Refusal.field("kind", "charge, pending, decline, void or refund");
    };
  }

  private static Terms terms(JsonFields line, String amount) {
    return new Terms(amount(line, amount), text(line, "currency"), text(line, "fingerprint"));
  }

  private static long amount(JsonFields line, String name) {
    return line.wholeNumber(name, 1, Long.MAX_VALUE);
  }

  private static String text(JsonFields line, String name) {
    return line.text(name, LONGEST_TEXT);
  }

  @Override
  public List<String> keys(Movement movement) {
    String reference = movement.charge().reference();
    return movement
        .refund()
        .map(refund -> List.of(reference, Movement.refundKey(reference, refund.refundId())))
        .orElseGet(() -> List.of(reference));
  }
}

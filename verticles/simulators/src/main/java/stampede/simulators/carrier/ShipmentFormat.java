package stampede.simulators.carrier;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import stampede.simulators.carrier.Shipment.Accepted;
import stampede.simulators.carrier.Shipment.Cancelled;
import stampede.simulators.carrier.Shipment.Parcel;
import stampede.simulators.carrier.Shipment.Refused;
import stampede.simulators.carrier.Shipment.Stage;
import stampede.simulators.partner.EntryFormat;
import stampede.simulators.partner.JsonFields;
import stampede.simulators.partner.Refusal;

/** Shipments as they stand in the ledger: each entry is the shipment as it is from then on. */
final class ShipmentFormat implements EntryFormat<Shipment> {

  private static final int LONGEST_TEXT = 200;

  @Override
  public JsonObject write(Shipment shipment) {
    return switch (shipment) {
      case Accepted accepted -> write(accepted);
      case Refused refused ->
          line("refuse", refused.reference())
              .put("reason", refused.reason())
              .put("fingerprint", refused.fingerprint());
      case Cancelled cancelled -> line("cancel", cancelled.reference());
    };
  }

  private static JsonObject write(Accepted accepted) {
    JsonObject line =
        line(kind(accepted.stage()), accepted.reference())
            .put("trackingNumber", accepted.trackingNumber());
    accepted.reason().ifPresent(reason -> line.put("reason", reason));
    return line.put("pieces", accepted.parcel().pieces())
        .put("undeliverable", accepted.parcel().undeliverable() ? 1 : 0)
        .put("fingerprint", accepted.parcel().fingerprint());
  }

  private static String kind(Stage stage) {
    return switch (stage) {
      case BOOKED -> "book";
      case COLLECTED -> "collect";
      case DELIVERED -> "deliver";
      case FAILED -> "fail";
    };
  }

  private static JsonObject line(String kind, String reference) {
    return new JsonObject().put("kind", kind).put("reference", reference);
  }

  @Override
  public Shipment read(JsonFields line) {
    String reference = text(line, "reference");
    return switch (text(line, "kind")) {
      case "book" -> accepted(line, reference, Stage.BOOKED);
      case "collect" -> accepted(line, reference, Stage.COLLECTED);
      case "deliver" -> accepted(line, reference, Stage.DELIVERED);
      case "fail" -> accepted(line, reference, Stage.FAILED);
      case "refuse" -> new Refused(reference, text(line, "fingerprint"), text(line, "reason"));
      case "cancel" -> new Cancelled(reference);
      default -> throw Refusal.field("kind", "book, collect, deliver, fail, refuse or cancel");
    };
  }

  private static Accepted accepted(JsonFields line, String reference, Stage stage) {
    Parcel parcel =
        new Parcel(
            line.wholeNumber("pieces", 1, Long.MAX_VALUE),
            text(line, "fingerprint"),
            line.wholeNumber("undeliverable", 0, 1) == 1);
    Optional<String> reason = line.optionalText("reason", LONGEST_TEXT);
    return new Accepted(reference, text(line, "trackingNumber"), parcel, stage, reason);
  }

  private static String text(JsonFields line, String name) {
    return line.text(name, LONGEST_TEXT);
  }

  @Override
  public List<String> keys(Shipment shipment) {
    return List.of(shipment.reference());
  }
}

package stampede.simulators.carrier;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.UUID;
import stampede.simulators.carrier.Shipment.Accepted;
import stampede.simulators.carrier.Shipment.Cancelled;
import stampede.simulators.carrier.Shipment.Refused;
import stampede.simulators.partner.Posted;
import stampede.simulators.partner.Update;

/** Shipments as callers read them. */
final class Tracking {

  private Tracking() {}

  /** The state of a shipment. */
  static JsonObject of(Shipment shipment) {
    JsonObject body = new JsonObject().put("reference", shipment.reference());
    switch (shipment) {
      case Accepted accepted -> {
        body.put("trackingNumber", accepted.trackingNumber());
        body.put("status", accepted.stage().name().toLowerCase(Locale.ROOT));
        accepted.reason().ifPresent(reason -> body.put("reason", reason));
      }
      case Refused refused -> body.put("status", "refused").put("reason", refused.reason());
      case Cancelled cancelled -> body.put("status", "cancelled");
    }
    return body;
  }

  /** The news of a step. */
  static Update update(Posted<Shipment> posted) {
    return new Update(
        posted.entry().reference(),
        new JsonObject()
            .put("updateId", UUID.randomUUID().toString())
            .mergeIn(of(posted.entry()))
            .put("at", posted.at().toString()));
  }
}

package stampede.simulators.carrier;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import stampede.simulators.partner.Api;
import stampede.simulators.partner.CallbackSettings;
import stampede.simulators.partner.Partner;
import stampede.simulators.partner.PartnerSettings;
import stampede.simulators.partner.Wait;

/** A carrier in this process, with an API to call it by. */
final class CarrierFixture implements AutoCloseable {

  static final Wait SOON = Wait.of(Duration.ofMillis(100));

  private final Partner partner;
  final Api api;

  CarrierFixture(
      Path data, Optional<CallbackSettings> callbacks, Wait collectAfter, Wait deliverAfter) {
    partner =
        Api.await(
            Carrier.start(
                new CarrierSettings(
                    new PartnerSettings("127.0.0.1", 0, data, Api.KEY, callbacks),
                    collectAfter,
                    deliverAfter)));
    api = new Api(partner.port());
  }

  static JsonObject parcel() {
    return new JsonObject()
        .put("recipient", "Ada Lovelace")
        .put("street", "12 St James's Square")
        .put("city", "London")
        .put("postalCode", "SW1Y 4JH")
        .put("country", "GB")
        .put("pieces", 3);
  }

  Api.Reply book(String reference) {
    return book(reference, parcel());
  }

  Api.Reply book(String reference, JsonObject parcel) {
    return api.put("/v1/shipments/" + reference, parcel.encode());
  }

  Api.Reply cancel(String reference) {
    return api.post("/v1/shipments/" + reference + "/cancel", "");
  }

  Api.Reply progress(String reference, String status) {
    return api.post(
        "/v1/shipments/" + reference + "/progress",
        new JsonObject().put("status", status).encode());
  }

  String status(String reference) {
    return api.get("/v1/shipments/" + reference).json().getString("status");
  }

  @Override
  public void close() {
    Api.await(partner.stop());
  }
}

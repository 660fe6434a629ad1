package stampede.simulators.provider;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import stampede.simulators.partner.Api;
import stampede.simulators.partner.CallbackSettings;
import stampede.simulators.partner.Partner;
import stampede.simulators.partner.PartnerSettings;
import stampede.simulators.partner.Wait;

/** A provider in this process, with an API to call it by. */
final class ProviderFixture implements AutoCloseable {

  private final Partner partner;
  final Api api;

  ProviderFixture(ProviderSettings settings) {
    partner = Api.await(PaymentProvider.start(settings));
    api = new Api(partner.port());
  }

  ProviderFixture(Path data) {
    this(settings(data, Optional.empty(), Wait.never(), false));
  }

  static ProviderSettings settings(
      Path data, Optional<CallbackSettings> callbacks, Wait pendingFor, boolean tellAll) {
    return new ProviderSettings(
        new PartnerSettings("127.0.0.1", 0, data, Api.KEY, callbacks),
        pendingFor,
        Duration.ofMillis(300),
        tellAll);
  }

  int port() {
    return partner.port();
  }

  static String order(long amount, String token) {
    return new JsonObject()
        .put("amount", amount)
        .put("currency", "GBP")
        .put("paymentToken", token)
        .encode();
  }

  Api.Reply charge(String reference, long amount, String token) {
    return api.put("/v1/charges/" + reference, order(amount, token));
  }

  Api.Reply refund(String reference, String refundId, long amount) {
    return api.put(
        "/v1/charges/" + reference + "/refunds/" + refundId,
        new JsonObject().put("amount", amount).encode());
  }

  String status(String reference) {
    return api.get("/v1/charges/" + reference).json().getString("status");
  }

  @Override
  public void close() {
    Api.await(partner.stop());
  }
}

package stampede.acceptance;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the partners tell the shop, sent by a test in their name. */
final class Callbacks {

  private static final String SIGNATURE = "Stampede-Signature";

  private Callbacks() {}

  static Answer fromProvider(ShopProcess shop, String orderId, Map<String, String> update) {
    String body = Answer.write(update);
    return send(
        shop,
        "/api/v1/payments/%s/provider-updates".formatted(orderId),
        body,
        shop.provider().sign(body, Instant.now()));
  }

  static Answer fromCarrier(ShopProcess shop, String reference, Map<String, String> update) {
    String body = Answer.write(update);
    return send(shop, carrierPath(reference), body, shop.carrier().sign(body, Instant.now()));
  }

  /** Of another body, by another partner, of another time, not a signature at all. */
  static List<Answer> notSignedByTheCarrier(ShopProcess shop, String reference, String status) {
    String body = Answer.write(Map.of("status", status));
    Instant now = Instant.now();
    Partner carrier = shop.carrier();
    return List.of(
            carrier.sign(body + " ", now),
            shop.provider().sign(body, now),
            carrier.sign(body, now.minus(Duration.ofMinutes(6))),
            carrier.sign(body, now.plus(Duration.ofMinutes(6))),
            "t=%d,v1=%s".formatted(now.getEpochSecond(), "0".repeat(64)),
            "nonsense")
        .stream()
        .map(signature -> send(shop, carrierPath(reference), body, signature))
        .toList();
  }

  /** Without any signature. */
  static Answer unsigned(ShopProcess shop, String reference) {
    Caller caller = shop.api().anonymous();
    return caller.send(
        Caller.with(caller.request(carrierPath(reference)))
            .POST(BodyPublishers.ofString("{\"status\":\"delivered\"}")));
  }

  private static String carrierPath(String reference) {
    return "/api/v1/shipments/%s/carrier-updates".formatted(reference);
  }

  private static Answer send(ShopProcess shop, String path, String body, String signature) {
    Caller caller = shop.api().anonymous();
    return caller.send(
        Caller.with(caller.request(path), SIGNATURE, signature)
            .POST(BodyPublishers.ofString(body)));
  }
}

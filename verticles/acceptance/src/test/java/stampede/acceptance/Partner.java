package stampede.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The payment provider or the carrier, asked what it knows by itself. */
final class Partner {

  private static final int PAGE = 5_000;

  private final Caller caller;
  private final String callbackSecret;

  Partner(String address, String apiKey, String callbackSecret) {
    this.caller = new Caller(address, apiKey);
    this.callbackSecret = callbackSecret;
  }

  /** Its whole ledger. */
  List<JsonNode> ledger() {
    List<JsonNode> entries = new ArrayList<>();
    List<JsonNode> page;
    do {
      page =
          caller
              .get("/v1/ledger?after=%d&limit=%d".formatted(entries.size(), PAGE))
              .expect(200)
              .lines();
      entries.addAll(page);
    } while (page.size() == PAGE);
    return entries;
  }

  /** What its ledger says of one order: the kinds of the entries, in their order. */
  List<String> kinds(String orderId) {
    return entries(orderId).map(entry -> entry.path("kind").asText()).toList();
  }

  /** The sum of what the entries of that kind moved for that order. */
  long sum(String orderId, String kind) {
    return entries(orderId)
        .filter(entry -> entry.path("kind").asText().equals(kind))
        .mapToLong(entry -> entry.path("amount").asLong())
        .sum();
  }

  private Stream<JsonNode> entries(String orderId) {
    return ledger().stream().filter(entry -> entry.path("reference").asText().startsWith(orderId));
  }

  /** Makes things go wrong from now on; see the simulators' description of the faults. */
  void faults(Map<String, ?> faults) {
    caller.put("/v1/faults", faults).expect(200);
  }

  void noFaults() {
    caller.send(caller.request("/v1/faults").DELETE()).expect(200);
  }

  /** What it says about a charge. */
  Answer charge(String reference) {
    return caller.get("/v1/charges/" + reference);
  }

  /** The carrier moves a parcel: {@code collected}, {@code delivered} or {@code failed}. */
  Answer move(String reference, String status) {
    return caller.post(
        "/v1/shipments/%s/progress".formatted(reference),
        status.equals("failed")
            ? Map.of("status", status, "reason", "returned to sender")
            : Map.of("status", status));
  }

  /** A header that proves that a body comes from this partner. */
  String sign(String body, Instant now) {
    long seconds = now.getEpochSecond();
    return "t=%d,v1=%s".formatted(seconds, HexFormat.of().formatHex(mac(seconds + "." + body)));
  }

  private byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(callbackSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}

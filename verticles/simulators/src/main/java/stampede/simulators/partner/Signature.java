package stampede.simulators.partner;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs callbacks: {@code t=<unix seconds>,v1=<hexadecimal HMAC-SHA256 of t + "." + body>}. The
 * receiver computes the same, compares in constant time, and refuses what is too old. Not
 * thread-safe.
 */
final class Signature {

  static final String HEADER = "Stampede-Signature";

  private final Mac mac;

  Signature(String secret) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java platform has HmacSHA256", impossible);
    }
  }

  /** The value of the header {@link #HEADER} for a body sent at that time. */
  String sign(long unixSeconds, Buffer body) {
    mac.update((unixSeconds + ".").getBytes(StandardCharsets.US_ASCII));
    return "t=" + unixSeconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes()));
  }
}

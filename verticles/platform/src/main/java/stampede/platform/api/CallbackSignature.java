package stampede.platform.api;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import stampede.contracts.FailureCode;

/**
 * Tells whether a callback comes from the partner that it says it is from: the header {@code
 * Stampede-Signature: t=<unix seconds>,v1=<hex>} must hold the HMAC-SHA256 of {@code t + "." +
 * body} under the shared secret, and be of these minutes, so that it cannot be kept and sent again
 * later.
 */
public final class CallbackSignature {

  /** The header that carries it. */
  public static final String HEADER = "Stampede-Signature";

  private static final Pattern FORM = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final SecretKeySpec key;
  private final Clock clock;

  /** Checks signatures under that secret. */
  public CallbackSignature(String secret, Clock clock) {
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    this.clock = clock;
  }

  /**
   * Whether the request carries a signature that holds. Takes the same time wherever it differs.
   */
  public boolean holds(ApiRequest request) {
    Matcher form = FORM.matcher(request.parameter(HEADER).orElse(""));
    if (!form.matches()) {
      return false;
    }
    Instant signed = Instant.ofEpochSecond(Long.parseLong(form.group(1)));
    if (Duration.between(signed, clock.instant()).abs().compareTo(TOLERANCE) > 0) {
      return false;
    }
    return MessageDigest.isEqual(
        HexFormat.of().parseHex(form.group(2)), mac(form.group(1), request.body()));
  }

  private byte[] mac(String time, Buffer body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body.getBytes());
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** What to answer when it does not hold. */
  public static ApiReply refusal() {
    return ApiReply.refused(
        FailureCode.SIGNATURE_INVALID, "expected a signature of the partner", HEADER);
  }
}

package stampede.platform.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import stampede.contracts.FailureCode;
import stampede.platform.json.Json;

/**
 * Tells whether a request that comes again under the same idempotency key asks for the same. Bodies
 * are compared by what they mean, not by their spaces.
 */
public final class RequestHash {

  private RequestHash() {}

  /** The hash of what is asked for: an operation, its parameters, its body as a record. */
  public static String of(Object... parts) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(Json.write(List.of(parts)).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** What to answer when the key belongs to another request. */
  public static ApiReply keyReused() {
    return ApiReply.refused(
        FailureCode.IDEMPOTENCY_KEY_REUSED,
        "this key was used for another request: expected the same request, or a new key",
        "Idempotency-Key");
  }
}

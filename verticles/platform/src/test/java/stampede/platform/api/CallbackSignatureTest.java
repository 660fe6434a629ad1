package stampede.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contracts.Caller;

class CallbackSignatureTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final String BODY = "{\"status\":\"captured\"}";

  private final CallbackSignature signature =
      new CallbackSignature("secret", Clock.fixed(NOW, ZoneOffset.UTC));

  private static String sign(String secret, long time, String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] hash = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
    return "t=%d,v1=%s".formatted(time, HexFormat.of().formatHex(hash));
  }

  private static ApiRequest request(String header, String body) {
    return new ApiRequest(
        Caller.ANONYMOUS, Map.of(CallbackSignature.HEADER, header), Buffer.buffer(body));
  }

  @Test
  void holdsForTheBodyThatWasSigned() throws Exception {
    assertThat(signature.holds(request(sign("secret", NOW.getEpochSecond(), BODY), BODY))).isTrue();
  }

  @Test
  void doesNotHoldForAnotherBody() throws Exception {
    String header = sign("secret", NOW.getEpochSecond(), BODY);

    assertThat(signature.holds(request(header, BODY + " "))).isFalse();
  }

  @Test
  void doesNotHoldUnderAnotherSecret() throws Exception {
    assertThat(signature.holds(request(sign("guess", NOW.getEpochSecond(), BODY), BODY))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {-301, 301})
  void doesNotHoldForLong(long seconds) throws Exception {
    String header = sign("secret", NOW.getEpochSecond() + seconds, BODY);

    assertThat(signature.holds(request(header, BODY))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "t=1", "v1=00", "t=x,v1=y", "t=1800000000,v1=abc"})
  void doesNotHoldInAnotherForm(String header) {
    assertThat(signature.holds(request(header, BODY))).isFalse();
  }
}

package stampede.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static stampede.gateway.SampleTokens.KEY;
import static stampede.gateway.SampleTokens.claims;
import static stampede.gateway.SampleTokens.header;
import static stampede.gateway.SampleTokens.key;
import static stampede.gateway.SampleTokens.sign;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contracts.FailureCode;

/** Tokens that do not hold, over HTTP: their bearers get nowhere and learn nothing. */
class BadTokensTest {

  private static final String ORDERS = "/api/v1/orders";
  private static final RSAKey STRANGER = key("one");

  private static SampleGateway gateway;

  @BeforeAll
  static void start() {
    gateway = SampleGateway.answering(Duration.ofSeconds(10));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  /** A right signature under words that are put together by hand. */
  private static String signed(String payload) throws JOSEException {
    JWSObject token = new JWSObject(header().build(), new Payload(payload));
    token.sign(new RSASSASigner(KEY));
    return token.serialize();
  }

  private static String without(String claim) {
    return sign(claims().claim(claim, null).build());
  }

  /** What stands in a token of kim, but with another value. */
  private static String saying(String claim, String value) throws JOSEException {
    String words =
        """
        "iss":"stampede","aud":"stampede","sub":"kim","role":"customer","exp":9999999999"""
            .replaceFirst("\"%s\":[^,]+".formatted(claim), "\"%s\":%s".formatted(claim, value));
    return signed("{" + words + "}");
  }

  static Stream<Named<String>> forged() throws JOSEException {
    String[] parts = sign(claims().build()).split("\\.", -1);
    String staff = sign(header(), STRANGER, claims().claim("role", "staff").build());
    byte[] publicKey = KEY.toPublicJWK().toRSAPublicKey().getEncoded();
    JWTClaimsSet right = claims().build();
    return Stream.of(
        named("alg none", new PlainJWT(right).serialize()),
        named("alg None", encoded("{\"alg\":\"None\"}") + "." + parts[1] + "."),
        named("alg none, signed", encoded("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2]),
        named("no alg", encoded("{\"kid\":\"one\"}") + "." + parts[1] + "." + parts[2]),
        named("empty signature", parts[0] + "." + parts[1] + "."),
        named("no signature", parts[0] + "." + parts[1]),
        named("zeros as signature", parts[0] + "." + parts[1] + "." + encoded("\0".repeat(256))),
        named("signature cut short", sign(right).substring(0, sign(right).length() - 4)),
        named(
            "other claims under a right signature",
            parts[0] + "." + encoded("{\"sub\":\"lee\"}") + "." + parts[2]),
        named(
            "other header over a right signature",
            encoded("{\"alg\":\"RS256\"}") + "." + parts[1] + "." + parts[2]),
        named("a stranger's key", sign(header(), STRANGER, right)),
        named("a stranger who says staff", staff),
        named(
            "HS256 with the public key",
            sign(new JWSHeader(JWSAlgorithm.HS256), new MACSigner(publicKey), right)),
        named(
            "HS256 with the public key, by its id",
            sign(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(),
                new MACSigner(publicKey),
                right)),
        named("RS512", sign(new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("one"), KEY, right)),
        named("PS256", sign(new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("one"), KEY, right)),
        named("key by a path", sign(rs256().keyID("../../../dev/null"), STRANGER, right)),
        named("key by SQL", sign(rs256().keyID("x' UNION SELECT 'k"), STRANGER, right)),
        named("key that is not known", sign(rs256().keyID("two"), KEY, right)),
        named("its own key", sign(header().jwk(STRANGER.toPublicJWK()), STRANGER, right)),
        named(
            "its own key set",
            sign(header().jwkURL(URI.create("http://127.0.0.1:1/keys")), STRANGER, right)),
        named(
            "its own certificate",
            sign(header().x509CertURL(URI.create("http://127.0.0.1:1/x5u")), STRANGER, right)),
        named(
            "unknown crit",
            sign(header().criticalParams(Set.of("crown")).customParam("crown", 1), KEY, right)),
        named("crit that is missing", sign(header().criticalParams(Set.of("crown")), KEY, right)),
        named("encrypted", encoded("{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\"}") + ".a.b.c.d"),
        named("no header", "." + parts[1] + "." + parts[2]),
        named("header that is no JSON", encoded("x") + "." + parts[1] + "." + parts[2]),
        named("header 100 deep", encoded("{\"alg\":" + "[".repeat(100)) + "." + parts[1] + ".x"),
        named("nonsense", "nonsense"),
        named("points", "...."),
        named("empty parts", ".."),
        named("two tokens", String.join(".", parts) + " " + String.join(".", parts)));
  }

  private static JWSHeader.Builder rs256() {
    return new JWSHeader.Builder(JWSAlgorithm.RS256);
  }

  static Stream<Named<String>> ofWrongClaims() throws JOSEException {
    Instant now = Instant.now();
    return Stream.of(
        named("no exp", without("exp")),
        named("no aud", without("aud")),
        named("no iss", without("iss")),
        named("no sub", without("sub")),
        named("no role", without("role")),
        named("expired", sign(claims().expirationTime(Date.from(now.minusSeconds(1))).build())),
        named("expired long ago", saying("exp", "1")),
        named("nbf to come", sign(claims().notBeforeTime(Date.from(now.plusSeconds(60))).build())),
        named("nbf as text", saying("exp", "9999999999,\"nbf\":\"0\"")),
        named("exp as text", saying("exp", "\"9999999999\"")),
        named("exp null", saying("exp", "null")),
        named("exp negative", saying("exp", "-1")),
        named("exp as list", saying("exp", "[9999999999]")),
        named("exp beyond all bounds", saying("exp", "1e400")),
        named("wrong aud", sign(claims().audience("other").build())),
        named("other auds", sign(claims().audience(List.of("a", "b")).build())),
        named("empty aud", sign(claims().audience("").build())),
        named("aud in capitals", sign(claims().audience("STAMPEDE").build())),
        named("aud as number", saying("aud", "1")),
        named("wrong iss", sign(claims().issuer("other").build())),
        named("iss with more", sign(claims().issuer("stampede.evil").build())),
        named("iss as list", saying("iss", "[\"stampede\"]")),
        named("sub null", saying("sub", "null")),
        named("empty sub", saying("sub", "\"\"")),
        named("sub with NUL", saying("sub", "\"kim\\\\u0000\"")),
        named("sub with a line end", saying("sub", "\"kim\\\\nlee\"")),
        named("sub that is no character", saying("sub", "\"\\\\ud800\"")),
        named("long sub", saying("sub", "\"" + "k".repeat(129) + "\"")),
        named("unknown role", sign(claims().claim("role", "god").build())),
        named("role ANONYMOUS", sign(claims().claim("role", "anonymous").build())),
        named("empty role", sign(claims().claim("role", "").build())),
        named("roles as list", saying("role", "[\"customer\",\"staff\"]")),
        named("role as object", saying("role", "{}")),
        named("claims that are a list", signed("[]")),
        named("claims that are no JSON", signed("x")),
        named("no claims", signed("{}")));
  }

  @ParameterizedTest
  @MethodSource({"forged", "ofWrongClaims"})
  void doesNotHold(String token) {
    Refused refused =
        Refused.before(gateway, gateway.request(ORDERS).header("Authorization", "Bearer " + token));

    refused.is(401, FailureCode.TOKEN_INVALID, "Authorization");
    assertThat(refused.detail()).doesNotContain(token);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Basic a2ltOmtpbQ==",
        "Basic Og==",
        "Digest username=\"kim\"",
        "Negotiate x",
        "Token x",
        "kim",
        "Bearer: x",
        "Bearerx"
      })
  void isNoBearersToken(String authorization) {
    Refused.before(gateway, gateway.request(ORDERS).header("Authorization", authorization))
        .is(401, FailureCode.TOKEN_INVALID, "Authorization");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?access_token=", "?token=", "?jwt="})
  void aTokenInTheQueryIsNone(String query) {
    Refused.before(gateway, gateway.request(ORDERS + query + SampleTokens.token("kim", "customer")))
        .is(401, FailureCode.TOKEN_REQUIRED, "Authorization");
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_token", "token", "session", "Authorization"})
  void aTokenInACookieIsNone(String cookie) {
    Refused.before(
            gateway,
            gateway
                .request(ORDERS)
                .header("Cookie", cookie + "=" + SampleTokens.token("kim", "customer")))
        .is(401, FailureCode.TOKEN_REQUIRED, "Authorization");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bearer ", "BEARER ", "Bearer  "})
  void theSchemeIsReadInAnyCase(String scheme) {
    HttpResponse<String> response =
        SampleGateway.send(
            gateway
                .request(ORDERS)
                .header("Authorization", scheme + SampleTokens.token("kim", "customer")));

    assertThat(response.statusCode()).isEqualTo(200);
  }
}

package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stampede.gateway.SampleTokens.KEY;
import static stampede.gateway.SampleTokens.claims;
import static stampede.gateway.SampleTokens.header;
import static stampede.gateway.SampleTokens.key;
import static stampede.gateway.SampleTokens.sign;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.PlainJWT;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contracts.Caller;
import stampede.contracts.FailureCode;
import stampede.contracts.Role;

class TokensTest {

  private static final RSAKey STRANGER = key("one");

  /** A clock that a test can move. */
  private static final class Hands extends Clock {

    private Instant now = Instant.now();

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private final Hands clock = new Hands();
  private final Tokens tokens = new Tokens(new JWKSet(KEY), "stampede", "stampede", clock);

  private Caller caller(String token) {
    return tokens.caller(Optional.of("Bearer " + token));
  }

  private void assertDoesNotHold(String token) {
    assertThatThrownBy(() -> caller(token))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.reply().code()).isEqualTo(FailureCode.TOKEN_INVALID);
              assertThat(refusal.reply().detail()).doesNotContain(token);
            });
  }

  @Test
  void saysWhoItsBearerIs() throws Exception {
    assertThat(caller(sign(claims().build()))).isEqualTo(new Caller("kim", Role.CUSTOMER));
    assertThat(caller(sign(claims().claim("role", "staff").build())))
        .isEqualTo(new Caller("kim", Role.STAFF));
  }

  @Test
  void withoutOneItIsNobody() {
    assertThat(tokens.caller(Optional.empty())).isEqualTo(Caller.ANONYMOUS);
  }

  @Test
  void holdsUntilItsEndAndNotLonger() throws Exception {
    String token = sign(claims().build());
    caller(token);

    clock.now = clock.now.plus(Duration.ofHours(2));

    assertDoesNotHold(token);
  }

  @Test
  void everyClaimThatMattersMustBeThere() throws Exception {
    for (String claim : Set.of("iss", "aud", "exp", "sub", "role")) {
      assertDoesNotHold(sign(claims().claim(claim, null).build()));
    }
  }

  @Test
  void mustBeFromOurIssuerForUs() throws Exception {
    assertDoesNotHold(sign(claims().issuer("somebody").build()));
    assertDoesNotHold(sign(claims().audience("somebody").build()));
  }

  @Test
  void mustNotHaveEndedOrNotBegun() throws Exception {
    Date past = Date.from(Instant.now().minusSeconds(1));
    Date future = Date.from(Instant.now().plusSeconds(60));

    assertDoesNotHold(sign(claims().expirationTime(past).build()));
    assertDoesNotHold(sign(claims().notBeforeTime(future).build()));
  }

  @Test
  void anUnknownRoleIsNone() throws Exception {
    assertDoesNotHold(sign(claims().claim("role", "god").build()));
  }

  @Test
  void mustBeSignedByAKnownKey() throws Exception {
    assertDoesNotHold(sign(header(), STRANGER, claims().build()));
  }

  @Test
  void mustBeSigned() {
    assertDoesNotHold(new PlainJWT(claims().build()).serialize());
  }

  @Test
  void thePublicKeyIsNoSecretToSignWith() throws Exception {
    byte[] publicKey = KEY.toPublicJWK().toRSAPublicKey().getEncoded();

    assertDoesNotHold(
        sign(new JWSHeader(JWSAlgorithm.HS256), new MACSigner(publicKey), claims().build()));
  }

  @Test
  void otherAlgorithmsAreNotTaken() throws Exception {
    assertDoesNotHold(
        sign(new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("one"), KEY, claims().build()));
  }

  @Test
  void aHeaderThatMustBeUnderstoodIsNot() throws Exception {
    assertDoesNotHold(
        sign(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("one")
                .criticalParams(Set.of("crown"))
                .customParam("crown", true),
            KEY,
            claims().build()));
  }

  @Test
  void keysThatItBringsAlongAreNotUsed() throws Exception {
    assertDoesNotHold(
        sign(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("one")
                .jwk(STRANGER.toPublicJWK())
                .jwkURL(java.net.URI.create("http://127.0.0.1:1/keys")),
            STRANGER,
            claims().build()));
  }

  @Test
  void mustBeAsItWasSigned() throws Exception {
    String[] parts = sign(claims().build()).split("\\.", -1);
    UnaryOperator<String> forge =
        payload ->
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                    new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8)
                        .replace("kim", "lee")
                        .getBytes(StandardCharsets.UTF_8));

    assertDoesNotHold(parts[0] + "." + forge.apply(parts[1]) + "." + parts[2]);
    assertDoesNotHold(parts[0] + "." + parts[1] + ".");
  }

  @Test
  void anEndThatIsATextIsNone() throws Exception {
    String payload =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                """
                {"iss":"stampede","aud":"stampede","sub":"kim","role":"customer","exp":"9999999999"}
                """
                    .getBytes(StandardCharsets.UTF_8));
    com.nimbusds.jose.JWSObject token =
        new com.nimbusds.jose.JWSObject(
            header().build(),
            new com.nimbusds.jose.Payload(com.nimbusds.jose.util.Base64URL.from(payload)));
    token.sign(new RSASSASigner(KEY));

    assertDoesNotHold(token.serialize());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.b", "a.b.c", "....", "e30.e30.e30"})
  void nonsenseIsNone(String token) {
    assertDoesNotHold(token);
  }

  @Test
  void mustBeABearersToken() {
    assertThatThrownBy(() -> tokens.caller(Optional.of("Basic a2ltOmtpbQ==")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("Bearer");
  }

  @Test
  void isReadWithoutRegardToWhatElseItSays() throws Exception {
    assertThat(caller(sign(claims().claim("more", Map.of("a", 1)).build())))
        .isEqualTo(new Caller("kim", Role.CUSTOMER));
  }
}

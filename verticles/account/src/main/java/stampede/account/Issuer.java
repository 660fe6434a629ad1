package stampede.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Signs tokens as the gateway reads them. Thread-safe. */
final class Issuer {

  private final SigningKeys keys;
  private final Clock clock;
  private final Names names;

  /**
   * Whose tokens these are.
   *
   * @param issuer as tokens name him
   * @param audience whom access tokens are for
   * @param address where his endpoints are reached
   * @param tokenTime how long an access token lives
   */
  record Names(String issuer, String audience, URI address, Duration tokenTime) {

    /** An endpoint. */
    URI at(String path) {
      return URI.create(address.toString().replaceFirst("/+$", "") + path);
    }
  }

  Issuer(SigningKeys keys, Clock clock, Names names) {
    this.keys = keys;
    this.clock = clock;
    this.names = names;
  }

  Names names() {
    return names;
  }

  SigningKeys keys() {
    return keys;
  }

  /** A token with which the subject acts as that, by that program. */
  String accessToken(String subject, String role, String clientId) {
    return sign(
        claims(subject, names.audience())
            .jwtID(UUID.randomUUID().toString())
            .claim("client_id", clientId)
            .claim("role", role)
            .build());
  }

  /** Tells that program who has logged in (OpenID Connect Core, section 2). */
  String idToken(AuthorizationGrant grant) {
    JWTClaimsSet.Builder claims = claims(grant.customerId().toString(), grant.clientId());
    if (!grant.nonce().isEmpty()) {
      claims.claim("nonce", grant.nonce());
    }
    return sign(claims.build());
  }

  private JWTClaimsSet.Builder claims(String subject, String audience) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(names.issuer())
        .audience(audience)
        .subject(subject)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(names.tokenTime())));
  }

  private String sign(JWTClaimsSet claims) {
    RSAKey key = keys.signer();
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256)
                  .type(JOSEObjectType.JWT)
                  .keyID(key.getKeyID())
                  .build(),
              claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has RS256", e);
    }
  }
}

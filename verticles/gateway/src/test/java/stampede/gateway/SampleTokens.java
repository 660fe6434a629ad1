package stampede.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Makes tokens, right and wrong ones. */
final class SampleTokens {

  /** The key that a {@link SampleGateway} knows. */
  static final RSAKey KEY = key("one");

  private SampleTokens() {}

  /** A new key of that name. */
  static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static JWKSet keys() {
    return new JWKSet(KEY);
  }

  /** A token that holds for an hour. */
  static String token(String subject, String role) {
    return sign(claims().subject(subject).claim("role", role).build());
  }

  /** What a token of the customer kim says. */
  static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer("stampede")
        .audience("stampede")
        .subject("kim")
        .claim("role", "customer")
        .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))));
  }

  static JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one");
  }

  static String sign(JWTClaimsSet claims) {
    return sign(header(), KEY, claims);
  }

  static String sign(JWSHeader.Builder header, RSAKey key, JWTClaimsSet claims) {
    try {
      return sign(header.type(JOSEObjectType.JWT).build(), new RSASSASigner(key), claims);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sign(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) {
    try {
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}

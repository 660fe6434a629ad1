package stampede.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/**
 * The codes that are mailed: signed and with an end, so that what is made up never reaches the
 * database. That each can be used once is the store's part. Thread-safe.
 */
final class VerificationCodes {

  private final byte[] key;
  private final Clock clock;

  VerificationCodes(Secret secret, Clock clock) {
    this.key = secret.keyFor("e-mail verification");
    this.clock = clock;
  }

  /** The code of that registration. */
  String issue(UUID registration, Instant end) {
    try {
      SignedJWT code =
          new SignedJWT(
              new JWSHeader(JWSAlgorithm.HS256),
              new JWTClaimsSet.Builder()
                  .subject(registration.toString())
                  .expirationTime(Date.from(end))
                  .build());
      code.sign(new MACSigner(key));
      return code.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** The registration that the code is of; empty when it is made up or has ended. */
  Optional<UUID> read(String code) {
    try {
      SignedJWT signed = SignedJWT.parse(code);
      if (!signed.verify(new MACVerifier(key))) {
        return Optional.empty();
      }
      JWTClaimsSet claims = signed.getJWTClaimsSet();
      return claims.getExpirationTime().toInstant().isAfter(clock.instant())
          ? Optional.of(UUID.fromString(claims.getSubject()))
          : Optional.empty();
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }
}

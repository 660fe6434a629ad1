package stampede.cli.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import stampede.contracts.Role;

/**
 * Says who somebody is, in tokens that the shop believes, as they are signed with its own key.
 * Whoever can read that key can act as anybody. Thread-safe.
 */
public final class TokenIssuer {

  private final RSAKey key;
  private final RSASSASigner signer;
  private final String issuer;
  private final String audience;
  private final Clock clock;

  private TokenIssuer(RSAKey key, String issuer, String audience, Clock clock)
      throws JOSEException {
    this.key = key;
    this.signer = new RSASSASigner(key);
    this.issuer = issuer;
    this.audience = audience;
    this.clock = clock;
  }

  /**
   * One with the key that the shop of that data directory made at its first start.
   *
   * @throws CannotGoOn when there is none, or it cannot be read
   */
  public static TokenIssuer open(Path data, String issuer, String audience, Clock clock) {
    Path file = data.resolve("token-keys.json");
    if (!Files.exists(file)) {
      throw new CannotGoOn(
          """
          There is no key to sign tokens with: %s does not exist.
          The shop makes it at its first start. Start it with ./scripts/run, or name the data \
          directory of the shop that runs with --data."""
              .formatted(file));
    }
    try {
      return new TokenIssuer(
          JWKSet.load(file.toFile()).getKeys().stream()
              .filter(RSAKey.class::isInstance)
              .map(RSAKey.class::cast)
              .filter(RSAKey::isPrivate)
              .findFirst()
              .orElseThrow(() -> new CannotGoOn(file + " has no private RSA key in it.")),
          issuer,
          audience,
          clock);
    } catch (IOException | ParseException | JOSEException e) {
      throw new CannotGoOn("The key that signs tokens cannot be read from " + file + ": " + e, e);
    }
  }

  /** A token that says that its bearer is that person, in that role, for that long from now on. */
  public String issue(String subject, Role role, Duration valid) {
    Instant now = clock.instant();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .subject(subject)
                .issuer(issuer)
                .audience(audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(valid)))
                .claim("role", role.name().toLowerCase(Locale.ROOT))
                .build());
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("a key that has been read signs", e);
    }
    return token.serialize();
  }

  /** Somebody who always has a token that holds. */
  public Credentials credentials(String subject, Role role) {
    return new Credentials(this, subject, role, clock);
  }
}

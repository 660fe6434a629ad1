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
import java.util.Date;
import java.util.Optional;

/**
 * What a login form carries along: the authorization request that it answers, bound to the browser
 * that it was shown to by a cookie, signed and with an end. A form that another site sends has
 * neither (CSRF). Thread-safe.
 */
final class LoginRequests {

  private static final String QUERY = "query";
  private static final String BROWSER = "browser";

  private final byte[] key;
  private final Clock clock;

  LoginRequests(Secret secret, Clock clock) {
    this.key = secret.keyFor("login forms");
    this.clock = clock;
  }

  /**
   * Seals a request into a form.
   *
   * @param query of the authorization request
   * @param cookie what the browser was given with the form
   */
  String issue(String query, String cookie) {
    try {
      SignedJWT form =
          new SignedJWT(
              new JWSHeader(JWSAlgorithm.HS256),
              new JWTClaimsSet.Builder()
                  .claim(QUERY, query)
                  .claim(BROWSER, Secret.hash(cookie))
                  .expirationTime(Date.from(clock.instant().plus(BrowserCookie.TIME)))
                  .build());
      form.sign(new MACSigner(key));
      return form.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** The query; empty when the form is not ours, not this browser's, or too old. */
  Optional<String> read(String form, String cookie) {
    try {
      SignedJWT signed = SignedJWT.parse(form);
      if (!signed.verify(new MACVerifier(key))) {
        return Optional.empty();
      }
      JWTClaimsSet claims = signed.getJWTClaimsSet();
      boolean holds =
          claims.getExpirationTime().toInstant().isAfter(clock.instant())
              && Secret.hash(cookie).equals(claims.getStringClaim(BROWSER));
      return holds ? Optional.of(claims.getStringClaim(QUERY)) : Optional.empty();
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }
}

package stampede.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import stampede.contracts.Caller;
import stampede.contracts.FailureCode;
import stampede.contracts.Role;

/**
 * Who a token says that its bearer is, if it holds: signed with RS256 by one of the known keys, by
 * our issuer, for our audience, with an end that has not come yet. Verified tokens are remembered
 * until they end, as the signature is what costs. Thread-safe.
 */
final class Tokens {

  private static final int MOST_REMEMBERED = 100_000;
  private static final String ROLE = "role";
  private static final Pattern SUBJECT = Pattern.compile("[\\P{C}]{1,128}");

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final Cache<String, Verified> remembered =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();
  private final Clock clock;

  Tokens(JWKSet keys, String issuer, String audience, Clock clock) {
    this.clock = clock;
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            JWSAlgorithm.RS256, new ImmutableJWKSet<>(keys.toPublicJWKSet())));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            audience,
            new JWTClaimsSet.Builder().issuer(issuer).build(),
            Set.of("sub", "exp", "aud", "iss", ROLE));
    claims.setMaxClockSkew(0);
    processor.setJWTClaimsSetVerifier(claims);
  }

  private record Verified(Caller caller, Instant end) {}

  /**
   * The caller behind an {@code Authorization} header; anonymous when there is none.
   *
   * @throws Refusal when there is one that does not hold
   */
  Caller caller(Optional<String> authorization) {
    if (authorization.isEmpty()) {
      return Caller.ANONYMOUS;
    }
    String header = authorization.get();
    if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      throw invalid("expected Authorization: Bearer <token>");
    }
    String token = header.substring(7).strip();
    Verified known = remembered.getIfPresent(token);
    if (known == null) {
      known = verify(token);
      remembered.put(token, known);
    }
    if (!clock.instant().isBefore(known.end())) {
      remembered.invalidate(token);
      throw invalid("the token has expired");
    }
    return known.caller();
  }

  private Verified verify(String token) {
    try {
      JWTClaimsSet claims = processor.process(token, null);
      Date end = claims.getExpirationTime();
      if (end == null) {
        throw invalid("the token has no end");
      }
      return new Verified(new Caller(subject(claims), role(claims)), end.toInstant());
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw invalid("the token does not hold: " + e.getMessage());
    }
  }

  /** Whose id it is stands in databases and events: it must be a text that they can hold. */
  private static String subject(JWTClaimsSet claims) {
    String subject = claims.getClaim("sub") instanceof String text ? text : "";
    if (!SUBJECT.matcher(subject).matches()) {
      throw invalid("the token's subject is no text of 1 to 128 printable characters");
    }
    return subject;
  }

  private static Role role(JWTClaimsSet claims) throws ParseException {
    return switch (String.valueOf(claims.getStringClaim(ROLE)).toLowerCase(Locale.ROOT)) {
      case "customer" -> Role.CUSTOMER;
      case "staff" -> Role.STAFF;
      case "operator" -> Role.OPERATOR;
      default -> throw invalid("the token's role is none of customer, staff, operator");
    };
  }

  private static Refusal invalid(String detail) {
    return Refusal.of(FailureCode.TOKEN_INVALID, detail, "Authorization");
  }
}

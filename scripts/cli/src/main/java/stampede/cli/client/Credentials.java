package stampede.cli.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import stampede.contracts.Role;

/** Somebody, with a token that is renewed long before it ends. Thread-safe. */
public final class Credentials {

  private static final Duration VALID = Duration.ofHours(1);
  private static final Duration RENEWED_BEFORE = Duration.ofMinutes(10);

  private final TokenIssuer issuer;
  private final String subject;
  private final Role role;
  private final Clock clock;
  private String token = "";
  private Instant renewAt = Instant.MIN;

  Credentials(TokenIssuer issuer, String subject, Role role, Clock clock) {
    this.issuer = issuer;
    this.subject = subject;
    this.role = role;
    this.clock = clock;
  }

  synchronized String token() {
    Instant now = clock.instant();
    if (!now.isBefore(renewAt)) {
      token = issuer.issue(subject, role, VALID);
      renewAt = now.plus(VALID).minus(RENEWED_BEFORE);
    }
    return token;
  }
}

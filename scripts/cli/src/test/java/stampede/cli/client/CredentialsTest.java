package stampede.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stampede.contracts.Role;

class CredentialsTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

  @TempDir private Path data = Path.of("");

  private Credentials alice() {
    return TokenIssuer.open(TestKeys.into(data), "stampede", "stampede", clock)
        .credentials("alice", Role.CUSTOMER);
  }

  @Test
  void keepsATokenAsLongAsItHolds() {
    Credentials alice = alice();
    String first = alice.token();

    now.updateAndGet(time -> time.plus(Duration.ofMinutes(40)));

    assertThat(alice.token()).isEqualTo(first);
  }

  @Test
  void renewsATokenBeforeItEnds() throws Exception {
    Credentials alice = alice();
    alice.token();

    Instant later = Instant.parse("2026-03-01T12:55:00Z");
    now.set(later);

    assertThat(SignedJWT.parse(alice.token()).getJWTClaimsSet().getExpirationTime())
        .isAfter(later.plus(Duration.ofMinutes(30)));
  }
}

package stampede.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stampede.contracts.Role;

class TokenIssuerTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private Path data = Path.of("");

  private TokenIssuer issuer() {
    Clock noon = Clock.fixed(NOON, ZoneOffset.UTC);
    return TokenIssuer.open(TestKeys.into(data), "the shop", "its clients", noon);
  }

  @Test
  void saysWhoItIsForHowLongAndForWhom() throws Exception {
    SignedJWT token =
        SignedJWT.parse(issuer().issue("alice", Role.CUSTOMER, Duration.ofMinutes(5)));

    assertThat(token.verify(new RSASSAVerifier(TestKeys.KEY.toRSAPublicKey()))).isTrue();
    assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("alice");
    assertThat(token.getJWTClaimsSet().getStringClaim("role")).isEqualTo("customer");
    assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("the shop");
    assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("its clients");
    assertThat(token.getJWTClaimsSet().getExpirationTime())
        .isEqualTo(NOON.plus(Duration.ofMinutes(5)));
  }

  @Test
  void saysWhatToDoWhenTheShopHasNeverBeenStarted() {
    assertThatThrownBy(() -> TokenIssuer.open(data, "the shop", "its clients", Clock.systemUTC()))
        .isInstanceOf(CannotGoOn.class)
        .hasMessageContaining("./scripts/run")
        .hasMessageContaining("--data");
  }

  @Test
  void namesTheFileThatIsNoKey() throws IOException {
    Files.writeString(data.resolve("token-keys.json"), "not a key");

    assertThatThrownBy(() -> TokenIssuer.open(data, "the shop", "its clients", Clock.systemUTC()))
        .isInstanceOf(CannotGoOn.class)
        .hasMessageContaining("token-keys.json");
  }
}

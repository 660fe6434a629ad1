package stampede.cli.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** A shop's key for tokens, made once for all tests of a run. */
public final class TestKeys {

  /** The key. */
  public static final RSAKey KEY = make();

  private TestKeys() {}

  /** Puts the key where a shop keeps it. */
  public static Path into(Path data) {
    try {
      Files.writeString(data.resolve("token-keys.json"), new JWKSet(KEY).toString(false));
      return data;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who signs with it. */
  public static TokenIssuer issuer(Path data) {
    return TokenIssuer.open(into(data), "stampede", "stampede", Clock.systemUTC());
  }

  private static RSAKey make() {
    try {
      return new RSAKeyGenerator(2_048).keyIDFromThumbprint(true).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}

package stampede.shop;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * What the parts and the shop know each other by: made at random at the first start, kept in files
 * that only their owner can read, so that the data can be opened again at the next.
 */
final class Secrets {

  private static final int BYTES = 24;
  private static final int RSA_BITS = 2_048;

  private final Path file;
  private final Path tokenKeys;
  private final Properties values = new Properties();
  private final SecureRandom random = new SecureRandom();

  private Secrets(Path directory) {
    this.file = directory.resolve("secrets.properties");
    this.tokenKeys = directory.resolve("token-keys.json");
  }

  /** Those of that directory, made if there are none. */
  static Secrets open(Path directory) throws IOException {
    Secrets secrets = new Secrets(directory);
    if (Files.exists(secrets.file)) {
      try (Reader reader = Files.newBufferedReader(secrets.file)) {
        secrets.values.load(reader);
      }
    }
    secrets.makeTokenKeys();
    return secrets;
  }

  /** The secret of that name, made if there is none. */
  synchronized String secret(String name) throws IOException {
    String known = values.getProperty(name);
    if (known != null) {
      return known;
    }
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String made = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    values.setProperty(name, made);
    StringWriter text = new StringWriter();
    values.store(text, "made at the first start; whoever has these can act as the shop");
    PrivateFile.write(file, text.toString());
    return made;
  }

  /** The keys that sign and verify tokens. */
  Path tokenKeys() {
    return tokenKeys;
  }

  private void makeTokenKeys() throws IOException {
    if (Files.exists(tokenKeys)) {
      return;
    }
    try {
      JWKSet keys =
          new JWKSet(
              new RSAKeyGenerator(RSA_BITS)
                  .keyUse(KeyUse.SIGNATURE)
                  .algorithm(JWSAlgorithm.RS256)
                  .keyIDFromThumbprint(true)
                  .generate());
      PrivateFile.write(tokenKeys, keys.toString(false));
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }
}

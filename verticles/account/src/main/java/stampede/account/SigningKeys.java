package stampede.account;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stampede.account.SigningKeyStore.Stored;
import stampede.contracts.FailureCode;
import stampede.platform.ServiceFailure;

/**
 * The keys that sign tokens as this node knows them: sealed in the database, so that all nodes have
 * the same and whoever reads a table has none. {@link #refresh} brings them up to date.
 * Thread-safe.
 */
final class SigningKeys {

  private static final int RSA_BITS = 2_048;

  private final Vertx vertx;
  private final SigningKeyStore store;
  private final byte[] seal;
  private final Optional<Path> first;
  private final Duration keyTime;
  private final Duration tokenTime;
  private final Clock clock;
  private volatile State state;

  private record State(KeyRing ring, JWKSet keys) {}

  /**
   * Keys, none known yet.
   *
   * @param first a JWK set whose RSA key is to be the first, so that those who know it already need
   *     not be told
   */
  SigningKeys(
      Vertx vertx,
      SigningKeyStore store,
      Secret secret,
      Optional<Path> first,
      Duration keyTime,
      Duration tokenTime,
      Clock clock) {
    this.vertx = vertx;
    this.store = store;
    this.seal = secret.keyFor("signing keys");
    this.first = first;
    this.keyTime = keyTime;
    this.tokenTime = tokenTime;
    this.clock = clock;
    this.state = new State(new KeyRing(List.of(), keyTime, tokenTime), new JWKSet());
  }

  /** Makes the next key if it is time, lets go of those that have ended, and knows the rest. */
  Future<Void> refresh() {
    return store
        .keep(keys -> new KeyRing(keys, keyTime, tokenTime), this::make)
        .map(
            stored -> {
              List<JWK> keys = new ArrayList<>();
              stored.forEach(key -> keys.add(open(key.sealed())));
              state =
                  new State(
                      new KeyRing(stored.stream().map(Stored::key).toList(), keyTime, tokenTime),
                      new JWKSet(keys));
              return null;
            });
  }

  /** The one that signs now. */
  RSAKey signer() {
    State now = state;
    String id =
        now.ring()
            .signer(clock.instant())
            .map(KeyRing.Key::id)
            .orElseThrow(
                () ->
                    new ServiceFailure(
                        FailureCode.SERVICE_UNAVAILABLE, "there is no key to sign with yet"));
    return now.keys().getKeyByKeyId(id).toRSAKey();
  }

  /** What tokens can be verified with, for everybody to see. */
  JWKSet published() {
    return state.keys().toPublicJWKSet();
  }

  private Future<Stored> make(Instant now) {
    boolean isFirst = state.ring().keys().isEmpty();
    return vertx.executeBlocking(
        () -> {
          RSAKey key = isFirst && first.isPresent() ? read(first.get()) : generate();
          return new Stored(new KeyRing.Key(key.getKeyID(), now), close(key));
        });
  }

  private static RSAKey generate() throws JOSEException {
    return new RSAKeyGenerator(RSA_BITS)
        .keyUse(KeyUse.SIGNATURE)
        .algorithm(JWSAlgorithm.RS256)
        .keyIDFromThumbprint(true)
        .generate();
  }

  private static RSAKey read(Path file) {
    try {
      return JWKSet.load(file.toFile()).getKeys().stream()
          .filter(key -> key instanceof RSAKey && key.isPrivate() && key.getKeyID() != null)
          .map(JWK::toRSAKey)
          .findFirst()
          .orElseThrow(() -> new IOException("it holds no private RSA key with a kid"));
    } catch (IOException | ParseException e) {
      throw new ServiceFailure(
          FailureCode.SERVICE_UNAVAILABLE,
          "the first key (account.token-keys) cannot be read from " + file + ": " + e.getMessage(),
          e);
    }
  }

  private String close(RSAKey key) throws JOSEException {
    JWEObject sealed =
        new JWEObject(
            new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM),
            new Payload(key.toJSONString()));
    sealed.encrypt(new DirectEncrypter(seal));
    return sealed.serialize();
  }

  private RSAKey open(String sealed) {
    try {
      JWEObject opened = JWEObject.parse(sealed);
      opened.decrypt(new DirectDecrypter(seal));
      return RSAKey.parse(opened.getPayload().toString());
    } catch (ParseException | JOSEException e) {
      throw new ServiceFailure(
          FailureCode.SERVICE_UNAVAILABLE,
          "the signing keys were sealed under another account.secret: set the one from before, or"
              + " empty the table signing_key, which ends every token",
          e);
    }
  }
}

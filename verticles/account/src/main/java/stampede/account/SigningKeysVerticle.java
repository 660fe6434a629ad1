package stampede.account;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import stampede.platform.Loop;

/** Keeps this node's signing keys up to date; far more often than a new key takes to settle. */
final class SigningKeysVerticle extends VerticleBase {

  private static final Duration REST = Duration.ofSeconds(20);

  private final SigningKeys keys;
  private @Nullable Loop loop;

  SigningKeysVerticle(SigningKeys keys) {
    this.keys = keys;
  }

  @Override
  public Future<?> start() {
    Loop starting = new Loop("keeping signing keys", vertx, REST, () -> keys.refresh().map(false));
    loop = starting;
    return keys.refresh().onSuccess(refreshed -> starting.start());
  }

  @Override
  public Future<?> stop() {
    return loop == null ? Future.succeededFuture() : loop.stop();
  }
}

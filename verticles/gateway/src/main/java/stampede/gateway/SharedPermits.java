package stampede.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stampede.contracts.FailureCode;
import stampede.gateway.limits.Grant;
import stampede.gateway.limits.Lease;
import stampede.gateway.limits.Lessor;
import stampede.platform.ServiceFailure;

/**
 * The permits that all gateways share, in a map of the cluster: a text for each key, replaced by
 * comparing with what was read. When the cluster splits, each side hands out the whole; that is
 * what quotas may do and money may not. Thread-safe.
 */
final class SharedPermits implements Lessor {

  private static final Logger LOG = LoggerFactory.getLogger(SharedPermits.class);
  private static final String MAP = "stampede.permits";
  private static final int MOST_TRIES = 8;
  private static final long PATIENCE_SECONDS = 2;

  private final LongSupplier clock;
  private final IntSupplier nodes;
  private final AtomicBoolean isInReach = new AtomicBoolean(true);
  private final Future<AsyncMap<String, String>> map;

  /**
   * Permits that are shared.
   *
   * @param nodes how many gateways there are at the moment
   */
  SharedPermits(Vertx vertx, LongSupplier clock, IntSupplier nodes) {
    this.clock = clock;
    this.nodes = nodes;
    this.map = vertx.sharedData().getAsyncMap(MAP);
  }

  @Override
  public int nodes() {
    return nodes.getAsInt();
  }

  @Override
  public CompletionStage<Grant> lease(Lease lease) {
    return map.compose(shared -> lease(shared, lease, MOST_TRIES))
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .onComplete(leased -> tell(leased.succeeded(), leased.cause()))
        .toCompletionStage();
  }

  /** Once for each change: when permits are out of reach, they are for every key. */
  private void tell(boolean inReach, @Nullable Throwable failure) {
    if (isInReach.getAndSet(inReach) == inReach) {
      return;
    }
    if (inReach) {
      LOG.info("permits can be leased again");
    } else {
      LOG.warn(
          "no permits can be leased, and each plan's without-shares decides: {}",
          String.valueOf(failure));
    }
  }

  private Future<Grant> lease(AsyncMap<String, String> shared, Lease lease, int tries) {
    if (tries == 0) {
      return Future.failedFuture(
          new ServiceFailure(FailureCode.TOO_MUCH_TO_DO, "all nodes lease of one key at once"));
    }
    String name = lease.name();
    return shared
        .get(name)
        .compose(
            text -> {
              Lease.Leased leased = lease.from(Optional.ofNullable(text), clock.getAsLong());
              Future<Boolean> replaced =
                  text == null
                      ? shared.putIfAbsent(name, leased.text()).map(other -> other == null)
                      : shared.replaceIfPresent(name, text, leased.text());
              return replaced.compose(
                  done ->
                      done
                          ? Future.succeededFuture(leased.grant())
                          : lease(shared, lease, tries - 1));
            });
  }
}

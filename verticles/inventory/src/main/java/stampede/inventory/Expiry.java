package stampede.inventory;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import stampede.platform.Loop;

/** Ends reservations whose time is over. Any number of nodes may do this at once. */
final class Expiry extends VerticleBase {

  private static final int LARGEST_BATCH = 500;

  private final ReservationStore reservations;
  private final Clock clock;
  private final Duration sweep;
  private @Nullable Loop loop;

  Expiry(ReservationStore reservations, Clock clock, Duration sweep) {
    this.reservations = reservations;
    this.clock = clock;
    this.sweep = sweep;
  }

  @Override
  public Future<?> start() {
    Loop sweeping = new Loop("expiry of reservations", vertx, sweep, this::step);
    loop = sweeping;
    sweeping.start();
    return Future.succeededFuture();
  }

  private Future<Boolean> step() {
    return reservations.expire(clock.instant(), LARGEST_BATCH).map(ended -> ended == LARGEST_BATCH);
  }

  @Override
  public Future<?> stop() {
    return loop == null ? Future.succeededFuture() : loop.stop();
  }
}

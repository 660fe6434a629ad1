package stampede.gateway;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Nanoseconds since the epoch that never go back and never jump: where the machine's clock stood at
 * the start, and what has passed since. So a clock that is set wrong later neither frees a client
 * from its limit nor locks it out. Thread-safe.
 *
 * @param epoch nanoseconds since the epoch at the start
 * @param origin what the steady time was at the start
 */
record SteadyClock(long epoch, long origin) implements LongSupplier {

  /** A clock that begins with what that one says now. */
  static SteadyClock from(Clock clock) {
    Instant now = clock.instant();
    return new SteadyClock(
        TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano(), System.nanoTime());
  }

  @Override
  public long getAsLong() {
    return epoch + System.nanoTime() - origin;
  }
}

package stampede.platform.aggregate;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When something is decided, with all that a pure decision may need and cannot make itself.
 *
 * @param at the time
 * @param freshId an id that nothing else has
 * @param chance a random number from 0 to below 1
 */
public record Moment(Instant at, UUID freshId, double chance) {

  /** This moment. */
  public static Moment now(Clock clock) {
    return new Moment(
        clock.instant(),
        UuidCreator.getTimeOrderedEpoch(),
        ThreadLocalRandom.current().nextDouble());
  }

  /**
   * When to try again: later each time, with jitter, so that a partner that comes back is not met
   * by all at once (Brooker, Exponential Backoff and Jitter, AWS Architecture Blog, 2015).
   *
   * @param attempts how often it has been tried, from 1
   * @param first the wait after the first try
   * @param longest no wait is longer
   */
  public Instant backOff(int attempts, Duration first, Duration longest) {
    int doublings = Math.min(Math.max(attempts, 1) - 1, 20);
    long most = Math.min(longest.toMillis(), first.toMillis() << doublings);
    return at.plusMillis(most / 2 + (long) (chance * most / 2));
  }
}

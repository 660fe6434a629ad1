package stampede.gateway.limits;

import java.time.Duration;
import java.util.Optional;

/**
 * What somebody may use.
 *
 * @param name for example {@code gold}
 * @param rate permits over time
 * @param burst how many permits a leaky bucket gives at once; 1 or more
 * @param daily permits in a day, from midnight to midnight UTC; none when empty
 */
public record Plan(String name, Rate rate, long burst, Optional<Rate> daily) {

  /**
   * A plan.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  public Plan {
    if (burst < 1 || burst > Rate.MOST_PERMITS) {
      throw new IllegalArgumentException("expected a burst from 1 to " + Rate.MOST_PERMITS);
    }
  }

  /** So many permits in a day, as a plan has them. */
  public static Rate aDay(long permits) {
    return new Rate(permits, Duration.ofDays(1));
  }
}

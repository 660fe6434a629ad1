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
 * @param withoutShares what becomes of it on a node that cannot reach the others
 */
public record Plan(
    String name, Rate rate, long burst, Optional<Rate> daily, WithoutShares withoutShares) {

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

  /** A plan of which a node admits its part when it cannot reach the others. */
  public Plan(String name, Rate rate, long burst, Optional<Rate> daily) {
    this(name, rate, burst, daily, WithoutShares.LAST_SHARE);
  }

  /** What one of so many nodes may admit by itself; a permit at least. */
  Plan part(int nodes) {
    return new Plan(
        name,
        part(rate, nodes),
        Math.max(1, burst / nodes),
        daily.map(day -> part(day, nodes)),
        withoutShares);
  }

  private static Rate part(Rate whole, int nodes) {
    return new Rate(Math.max(1, whole.permits() / nodes), whole.window());
  }

  /** So many permits in a day, as a plan has them. */
  public static Rate aDay(long permits) {
    return new Rate(permits, Duration.ofDays(1));
  }
}

package stampede.gateway.limits;

import java.time.Duration;

/**
 * So many permits in a length of time.
 *
 * @param permits from 1 to {@value #MOST_PERMITS}
 * @param window from 100 ms to a day, in whole milliseconds
 */
public record Rate(long permits, Duration window) {

  /** The most permits that one window can hold. */
  public static final long MOST_PERMITS = 10_000_000;

  /** The shortest window. */
  public static final Duration SHORTEST = Duration.ofMillis(100);

  /** The longest window. */
  public static final Duration LONGEST = Duration.ofDays(1);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  public Rate {
    if (permits < 1 || permits > MOST_PERMITS) {
      throw new IllegalArgumentException("expected from 1 to " + MOST_PERMITS + " permits");
    }
    if (window.compareTo(SHORTEST) < 0
        || window.compareTo(LONGEST) > 0
        || window.toNanosPart() % 1_000_000 != 0) {
      throw new IllegalArgumentException(
          "expected a window from 100ms to 1d, in whole milliseconds");
    }
  }

  long windowNanos() {
    return window.toNanos();
  }
}

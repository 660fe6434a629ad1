package stampede.gateway.limits;

/**
 * What one key has used of a limit. Immutable. Times are nanoseconds that do not go back; if they
 * do, the meter takes them for the latest that it knows.
 */
sealed interface Meter permits LeakyBucket, FixedWindow, SlidingLog, SlidingWindow {

  /**
   * Takes permits: all, or none when it does not admit them.
   *
   * @param permits from 1 to {@link #limit()}
   */
  Step take(long now, long permits);

  /** The most permits that can be taken at once. */
  long limit();

  /** After so many nanoseconds without a take it is as good as new. */
  long memoryNanos();

  /** How many numbers it remembers at most. */
  int size();

  /** Everything that it remembers, for other nodes to {@link #with go on} with. */
  long[] numbers();

  /** A meter of the same limit that remembers that. */
  Meter with(long[] numbers);

  /** The meter from then on, and what it says. */
  record Step(Meter next, Decision decision) {}
}

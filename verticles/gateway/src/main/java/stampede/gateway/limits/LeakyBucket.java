package stampede.gateway.limits;

import java.time.Duration;

/**
 * A bucket that leaks evenly: the generic cell rate algorithm in its form of virtual scheduling
 * (ITU-T Recommendation I.371, Annex A; the leaky bucket is J. Turner's, "New directions in
 * communications", IEEE Communications Magazine 24(10), 1986). It is one number per key, and there
 * is no edge of a window to wait for.
 *
 * <p>In any time t it admits at most {@code burst + t / interval} permits.
 *
 * @param interval nanoseconds until a permit has leaked, rounded up
 * @param burst how many permits the empty bucket takes at once
 * @param emptyAt when it will be empty
 */
record LeakyBucket(long interval, long burst, long emptyAt) implements Meter {

  private static final long LONGEST = Duration.ofDays(366).toNanos();

  LeakyBucket {
    if (burst < 1 || burst > LONGEST / interval) {
      throw new IllegalArgumentException(
          "expected a burst from 1 to " + LONGEST / interval + " at this rate");
    }
  }

  static LeakyBucket empty(Rate rate, long burst) {
    return new LeakyBucket(Math.ceilDiv(rate.windowNanos(), rate.permits()), burst, Long.MIN_VALUE);
  }

  @Override
  public Step take(long now, long permits) {
    long from = Math.max(now, emptyAt);
    long then = from + permits * interval;
    long wait = then - burst * interval - now;
    if (wait > 0) {
      return new Step(this, decision(false, now, from, wait));
    }
    return new Step(new LeakyBucket(interval, burst, then), decision(true, now, then, 0));
  }

  private Decision decision(boolean admitted, long now, long empty, long wait) {
    long level = empty - now;
    long remaining = Math.max(0, (burst * interval - level) / interval);
    return new Decision(admitted, burst, remaining, level, wait);
  }

  @Override
  public long limit() {
    return burst;
  }

  @Override
  public long memoryNanos() {
    return burst * interval;
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public long[] numbers() {
    return new long[] {emptyAt};
  }

  @Override
  public Meter with(long[] numbers) {
    return new LeakyBucket(interval, burst, numbers[0]);
  }
}

package stampede.gateway.limits;

import java.util.Arrays;

/**
 * The times of all permits of the last window: at no moment are there more than the limit in the
 * window that ends there. The exact rule, described for example by N. Mahdi, "An alternative
 * approach to rate limiting" (Figma, 2017). It costs a number per permit, so it is for small limits
 * that have to be exact.
 */
final class SlidingLog implements Meter {

  /** What a key may cost: 8 KiB. */
  static final int MOST_PERMITS = 1_000;

  private final int limit;
  private final long window;
  private final long[] times; // ascending, never changed

  private SlidingLog(int limit, long window, long[] times) {
    this.limit = limit;
    this.window = window;
    this.times = times;
  }

  static SlidingLog empty(Rate rate) {
    if (rate.permits() > MOST_PERMITS) {
      throw new IllegalArgumentException(
          "expected at most " + MOST_PERMITS + " permits, as each is remembered by its time");
    }
    return new SlidingLog(Math.toIntExact(rate.permits()), rate.windowNanos(), new long[0]);
  }

  @Override
  public Step take(long now, long permits) {
    long at = times.length == 0 ? now : Math.max(now, times[times.length - 1]);
    int gone = 0;
    while (gone < times.length && times[gone] <= at - window) {
      gone++;
    }
    int used = times.length - gone;
    if (permits > limit - used) {
      long free = times[Math.toIntExact(times.length + permits - limit) - 1] + window;
      return new Step(
          this,
          new Decision(
              false, limit, limit - used, times[times.length - 1] + window - now, free - now));
    }
    long[] next = Arrays.copyOfRange(times, gone, times.length + Math.toIntExact(permits));
    Arrays.fill(next, used, next.length, at);
    return new Step(
        new SlidingLog(limit, window, next),
        new Decision(true, limit, limit - next.length, at + window - now, 0));
  }

  @Override
  public long limit() {
    return limit;
  }

  @Override
  public long memoryNanos() {
    return window;
  }

  @Override
  public int size() {
    return limit;
  }

  @Override
  public long[] numbers() {
    return times.clone();
  }

  @Override
  public Meter with(long[] numbers) {
    return new SlidingLog(limit, window, numbers.clone());
  }
}

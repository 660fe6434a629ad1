package stampede.gateway.limits;

/**
 * So many permits in each window of the clock, as in the first rate limiter of Redis' documentation
 * of INCR. The cheapest to explain, and what a daily quota is; around an edge up to twice the limit
 * can pass within one window's length.
 *
 * @param limit permits in a window
 * @param window its length in nanoseconds
 * @param index which window it is, counted from the epoch
 * @param used permits taken in it
 */
record FixedWindow(long limit, long window, long index, long used) implements Meter {

  static FixedWindow unused(Rate rate) {
    return new FixedWindow(rate.permits(), rate.windowNanos(), Long.MIN_VALUE, 0);
  }

  @Override
  public Step take(long now, long permits) {
    long current = Math.max(index, Math.floorDiv(now, window));
    long taken = current == index ? used : 0;
    long left = (current + 1) * window - now;
    if (permits > limit - taken) {
      return new Step(this, new Decision(false, limit, limit - taken, left, left));
    }
    FixedWindow next = new FixedWindow(limit, window, current, taken + permits);
    return new Step(next, new Decision(true, limit, limit - next.used, left, 0));
  }

  @Override
  public long memoryNanos() {
    return window;
  }

  @Override
  public int size() {
    return 2;
  }

  @Override
  public long[] numbers() {
    return new long[] {index, used};
  }

  @Override
  public Meter with(long[] numbers) {
    return new FixedWindow(limit, window, numbers[0], numbers[1]);
  }
}

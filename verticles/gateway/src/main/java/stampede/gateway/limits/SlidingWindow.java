package stampede.gateway.limits;

/**
 * Two counts, of this window of the clock and of the one before, which counts by the part of it
 * that a sliding window would still cover (J. Desgats, "How we built rate limiting capable of
 * scaling to millions of domains", Cloudflare, 2017). Nearly as smooth as the log at the price of a
 * fixed window; it assumes that the window before was evenly used. Always rounded against the
 * client, so never more is admitted than the formula says.
 *
 * @param limit permits in a window
 * @param window its length in nanoseconds
 * @param index which window it is, counted from the epoch
 * @param previous permits taken in the window before
 * @param used permits taken in it
 */
record SlidingWindow(long limit, long window, long index, long previous, long used)
    implements Meter {

  /** Windows are whole milliseconds; finer than this the products would not fit into a long. */
  private static final long MICRO = 1_000;

  static SlidingWindow unused(Rate rate) {
    return new SlidingWindow(rate.permits(), rate.windowNanos(), Long.MIN_VALUE, 0, 0);
  }

  @Override
  public Step take(long now, long permits) {
    SlidingWindow current = at(Math.max(index, Math.floorDiv(now, window)));
    return current.takeWithin(now, permits);
  }

  private SlidingWindow at(long current) {
    if (current == index) {
      return this;
    }
    boolean follows = current - 1 == index;
    return new SlidingWindow(limit, window, current, follows ? used : 0, 0);
  }

  private Step takeWithin(long now, long permits) {
    long start = index * window;
    long left = start + window - Math.max(now, start);
    long covered = Math.ceilDiv(previous * Math.ceilDiv(left, MICRO), window / MICRO);
    long room = limit - covered - used;
    long behind = Math.max(0, start - now);
    if (permits > room) {
      return new Step(
          this,
          new Decision(
              false, limit, Math.max(0, room), behind + reset(left), behind + wait(left, permits)));
    }
    SlidingWindow next = new SlidingWindow(limit, window, index, previous, used + permits);
    return new Step(next, new Decision(true, limit, room - permits, behind + next.reset(left), 0));
  }

  private long reset(long left) {
    return used > 0 ? left + window : left;
  }

  private long wait(long left, long permits) {
    return permits <= limit - used
        ? left - coveredUntil(previous, limit - used - permits)
        : left + window - coveredUntil(used, limit - permits);
  }

  /** How much of its window may still be covered for those permits to count no more than that. */
  private long coveredUntil(long counted, long most) {
    return counted <= most ? window : window / MICRO * most / counted * MICRO;
  }

  @Override
  public long memoryNanos() {
    return 2 * window;
  }

  @Override
  public int size() {
    return 3;
  }

  @Override
  public long[] numbers() {
    return new long[] {index, previous, used};
  }

  @Override
  public Meter with(long[] numbers) {
    return new SlidingWindow(limit, window, numbers[0], numbers[1], numbers[2]);
  }
}

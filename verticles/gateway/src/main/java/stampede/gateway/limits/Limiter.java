package stampede.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Counts by key. Thread-safe, never waits for anything but another take of the same key.
 *
 * <p>Its memory is bounded: keys that are as good as new are forgotten, and beyond a number of
 * remembered numbers those that ask least.
 */
public final class Limiter {

  /** What a key costs beside the numbers of its meter, in numbers. */
  private static final int OVERHEAD = 32;

  private final Cache<Key, Cell> cells;
  private final LongSupplier clock;
  private final Lessor lessor;

  /**
   * A limiter that knows nobody yet.
   *
   * @param clock nanoseconds that never go back; every take and every lease is at its time
   * @param mostNumbers how many numbers of 8 bytes it remembers at most; a key costs some {@value
   *     #OVERHEAD}, and what its algorithm needs
   * @param lessor where permits come from when several nodes share the limits
   */
  public Limiter(LongSupplier clock, long mostNumbers, Lessor lessor) {
    this.clock = clock;
    this.lessor = lessor;
    this.cells =
        Caffeine.newBuilder()
            .ticker(clock::getAsLong)
            .maximumWeight(mostNumbers)
            .weigher((Key key, Cell cell) -> OVERHEAD + cell.size())
            .expireAfter(Expiry.accessing((Key key, Cell cell) -> cell.memory()))
            .build();
  }

  /**
   * Whom to count apart. The whole plan belongs to it: who had used a plan before it was changed
   * begins anew with the changed one.
   *
   * @param algorithm how the rate is counted; empty for the day
   */
  private record Key(Plan plan, Optional<Algorithm> algorithm, String key) {

    Cell unused() {
      return new Cell(Lease.meter(plan, algorithm));
    }
  }

  /** What changes; one take at a time. */
  private static final class Cell {

    private Meter meter;
    private Share share = Share.UNKNOWN;

    Cell(Meter meter) {
      this.meter = meter;
    }

    synchronized Decision take(long now) {
      Meter.Step step = meter.take(now, 1);
      meter = step.next();
      return step.decision();
    }

    synchronized Share.Step takeOfShare(long now, Share.Terms terms) {
      Share.Step step = share.take(now, terms);
      share = step.next();
      return step;
    }

    synchronized void change(UnaryOperator<Share> change) {
      share = change.apply(share);
    }

    synchronized int size() {
      return meter.size();
    }

    synchronized Duration memory() {
      return Duration.ofNanos(meter.memoryNanos());
    }
  }

  /**
   * Takes a permit of the plan's rate, and if that admits it one of its day. It never waits for
   * another node.
   *
   * @param key who asks; the same key has the same permits wherever it is used with that plan and
   *     algorithm, and the same day with that plan
   * @return the tighter of both
   */
  public Decision take(Plan plan, Algorithm algorithm, String key) {
    Decision rate = take(new Key(plan, Optional.of(algorithm), key));
    return rate.admitted() && plan.daily().isPresent()
        ? take(new Key(plan, Optional.empty(), key)).tighter(rate)
        : rate;
  }

  private Decision take(Key key) {
    Cell cell = cells.get(key, Key::unused);
    int nodes = lessor.nodes();
    return nodes == 1 ? cell.take(clock.getAsLong()) : takeOfShare(key, cell, nodes);
  }

  private Decision takeOfShare(Key key, Cell cell, int nodes) {
    Share.Terms terms = Share.Terms.of(key.plan(), key.algorithm(), nodes);
    Share.Step step = cell.takeOfShare(clock.getAsLong(), terms);
    if (step.ask() > 0) {
      lessor
          .lease(new Lease(key.plan(), key.algorithm(), key.key(), step.ask()))
          .whenComplete(
              (grant, failure) ->
                  cell.change(
                      share ->
                          failure == null
                              ? share.granted(clock.getAsLong(), grant, terms)
                              : share.failed(clock.getAsLong())));
    }
    return step.decision();
  }

  /** How many keys it remembers, about. */
  public long keys() {
    cells.cleanUp();
    return cells.estimatedSize();
  }
}

package stampede.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;

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

  /**
   * A limiter that knows nobody yet.
   *
   * @param ticker the clock that the times of takes are of
   * @param mostNumbers how many numbers of 8 bytes it remembers at most; a key costs some {@value
   *     #OVERHEAD}, and what its algorithm needs
   */
  public Limiter(Ticker ticker, long mostNumbers) {
    this.cells =
        Caffeine.newBuilder()
            .ticker(ticker)
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
      Optional<Meter> rate = algorithm.map(how -> how.meter(plan));
      return new Cell(rate.orElseGet(() -> FixedWindow.unused(plan.daily().orElseThrow())));
    }
  }

  /** A meter that changes; one take at a time. */
  private static final class Cell {

    private Meter meter;

    Cell(Meter meter) {
      this.meter = meter;
    }

    synchronized Decision take(long now) {
      Meter.Step step = meter.take(now, 1);
      meter = step.next();
      return step.decision();
    }

    synchronized int size() {
      return meter.size();
    }

    synchronized Duration memory() {
      return Duration.ofNanos(meter.memoryNanos());
    }
  }

  /**
   * Takes a permit of the plan's rate, and if that admits it one of its day.
   *
   * @param key who asks; the same key has the same permits wherever it is used with that plan and
   *     algorithm, and the same day with that plan
   * @param now nanoseconds of the ticker's clock
   * @return the tighter of both
   */
  public Decision take(Plan plan, Algorithm algorithm, String key, long now) {
    Decision rate = take(new Key(plan, Optional.of(algorithm), key), now);
    return rate.admitted() && plan.daily().isPresent()
        ? take(new Key(plan, Optional.empty(), key), now).tighter(rate)
        : rate;
  }

  private Decision take(Key key, long now) {
    return cells.get(key, Key::unused).take(now);
  }

  /** How many keys it remembers, about. */
  public long keys() {
    cells.cleanUp();
    return cells.estimatedSize();
  }
}

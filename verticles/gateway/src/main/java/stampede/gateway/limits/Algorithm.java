package stampede.gateway.limits;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways to count, by the names that operators write. */
public enum Algorithm {
  /** Evenly, with bursts: one permit every so often, and a burst for who has waited. */
  LEAKY_BUCKET {
    @Override
    Meter meter(Plan plan) {
      return LeakyBucket.empty(plan.rate(), plan.burst());
    }
  },
  /** In each minute of the clock, say. */
  FIXED_WINDOW {
    @Override
    Meter meter(Plan plan) {
      return FixedWindow.unused(plan.rate());
    }
  },
  /** In the last minute, exactly. */
  SLIDING_LOG {
    @Override
    Meter meter(Plan plan) {
      return SlidingLog.empty(plan.rate());
    }
  },
  /** In the last minute, nearly. */
  SLIDING_WINDOW {
    @Override
    Meter meter(Plan plan) {
      return SlidingWindow.unused(plan.rate());
    }
  };

  /**
   * The meter of a key that has used nothing of that plan. Only the leaky bucket knows a burst.
   *
   * @throws IllegalArgumentException saying what was expected, when the plan is too large for it
   */
  abstract Meter meter(Plan plan);

  /**
   * Whether the plan can be counted this way.
   *
   * @throws IllegalArgumentException saying what was expected, when it cannot
   */
  public void check(Plan plan) {
    meter(plan);
  }

  /** The name that operators write, for example {@code leaky-bucket}. */
  public String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The algorithm of that name. */
  public static Optional<Algorithm> named(String name) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.written().equals(name))
        .findFirst();
  }
}

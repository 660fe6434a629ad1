package stampede.simulators.partner;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The faults that are set, and the dice. What is drawn for requests and callbacks is drawn on the
 * event loop, in their order; what is drawn for an entry of the ledger depends on its number alone.
 */
public final class FaultBoard {

  private static final Map<Fault, Mishap> MISHAPS =
      new EnumMap<>(
          Map.of(
              Fault.ERROR_BEFORE, Mishap.ERROR_BEFORE,
              Fault.ERROR_AFTER, Mishap.ERROR_AFTER,
              Fault.HANG_BEFORE, Mishap.HANG_BEFORE,
              Fault.HANG_AFTER, Mishap.HANG_AFTER));

  private record Setting(Faults faults, SplittableRandom random) {}

  private final Set<Fault> supported;
  private volatile Setting setting = setting(Faults.none());

  /** A board on which these faults can be set, and none is. */
  public FaultBoard(Set<Fault> supported) {
    this.supported = Collections.unmodifiableSet(EnumSet.copyOf(supported));
  }

  private static Setting setting(Faults faults) {
    return new Setting(faults, new SplittableRandom(faults.seed()));
  }

  Set<Fault> supported() {
    return supported;
  }

  Faults faults() {
    return setting.faults();
  }

  /** Sets the faults and begins a new row of dice. */
  void set(Faults faults) {
    setting = setting(faults);
  }

  /** Whether that fault happens this time. Event loop only. */
  public boolean happens(Fault fault) {
    return setting.random().nextDouble() < faults().share(fault);
  }

  /** Whether that fault happens to what follows this entry. Any thread. */
  public boolean happens(Fault fault, Posted<?> entry) {
    Faults faults = faults();
    long seed = faults.seed() ^ (entry.number() * 0x9E3779B97F4A7C15L);
    return new SplittableRandom(seed).nextDouble() < faults.share(fault);
  }

  /**
   * What befalls the next request: of several mishaps the first in the order of {@link Fault}. It
   * draws the same number of dice whatever is set. Event loop only.
   */
  public Treatment treatment() {
    Mishap mishap = Mishap.NONE;
    for (Map.Entry<Fault, Mishap> candidate : MISHAPS.entrySet()) {
      if (happens(candidate.getKey()) && mishap == Mishap.NONE) {
        mishap = candidate.getValue();
      }
    }
    boolean slow = happens(Fault.SLOW);
    Faults faults = faults();
    long delay = setting.random().nextLong(faults.slowFromMillis(), faults.slowToMillis() + 1);
    return new Treatment(mishap, false, slow ? delay : 0);
  }
}

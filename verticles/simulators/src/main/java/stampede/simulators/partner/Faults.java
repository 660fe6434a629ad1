package stampede.simulators.partner;

import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often which fault happens.
 *
 * @param shares 0 to 1 by fault; what is not in it never happens
 * @param slowFromMillis the shortest delay of a slow answer
 * @param slowToMillis the longest delay of a slow answer
 * @param lateCallbackMillis the delay of a late callback
 * @param seed of the random source: the same seed and the same requests give the same faults
 */
record Faults(
    Map<Fault, Double> shares,
    long slowFromMillis,
    long slowToMillis,
    long lateCallbackMillis,
    long seed) {

  private static final String SLOW_FROM = "slowFromMillis";
  private static final String SLOW_TO = "slowToMillis";
  private static final String LATE = "lateCallbackMillis";
  private static final String SEED = "seed";
  private static final long LONGEST_MILLIS = 3_600_000;

  Faults {
    shares = Map.copyOf(shares);
  }

  static Faults none() {
    return new Faults(Map.of(), 100, 1000, 5000, 0);
  }

  /** Reads settings; what is absent is as in {@link #none}, and a seed is made up. */
  static Faults read(JsonFields fields, Set<Fault> supported) {
    Set<String> known = new HashSet<>(Set.of(SLOW_FROM, SLOW_TO, LATE, SEED));
    supported.forEach(fault -> known.add(fault.field()));
    fields.only(known);
    Map<Fault, Double> shares = new EnumMap<>(Fault.class);
    supported.forEach(fault -> shares.put(fault, fields.share(fault.field())));
    Faults none = none();
    long slowFrom = number(fields, SLOW_FROM, 0, LONGEST_MILLIS, none.slowFromMillis);
    return new Faults(
        shares,
        slowFrom,
        number(fields, SLOW_TO, slowFrom, LONGEST_MILLIS, Math.max(slowFrom, none.slowToMillis)),
        number(fields, LATE, 0, LONGEST_MILLIS, none.lateCallbackMillis),
        number(
            fields, SEED, Long.MIN_VALUE, Long.MAX_VALUE, ThreadLocalRandom.current().nextInt()));
  }

  private static long number(
      JsonFields fields, String name, long smallest, long largest, long otherwise) {
    return fields.has(name) ? fields.wholeNumber(name, smallest, largest) : otherwise;
  }

  double share(Fault fault) {
    return shares.getOrDefault(fault, 0.0);
  }

  /** As {@link #read} takes it. */
  JsonObject write(Set<Fault> supported) {
    JsonObject json = new JsonObject();
    supported.forEach(fault -> json.put(fault.field(), share(fault)));
    return json.put(SLOW_FROM, slowFromMillis)
        .put(SLOW_TO, slowToMillis)
        .put(LATE, lateCallbackMillis)
        .put(SEED, seed);
  }
}

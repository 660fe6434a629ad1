package stampede.gateway.limits;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A node's wish for permits of a limit that all nodes share. What they share is a text for each
 * key; who leases replaces it by another, in one step.
 *
 * @param algorithm how the rate is counted; empty for the plan's day
 * @param wanted how many permits, 1 or more
 */
public record Lease(Plan plan, Optional<Algorithm> algorithm, String key, long wanted) {

  /** The text from then on, and what the node gets. */
  public record Leased(String text, Grant grant) {}

  /** The name under which all nodes know it. A changed plan is another. */
  public String name() {
    String rate = plan.rate().permits() + "/" + plan.rate().window() + "/" + plan.burst();
    String day = plan.daily().map(daily -> "/" + daily.permits()).orElse("");
    String how = algorithm.map(Algorithm::written).orElse("daily");
    return String.join("\n", plan.name(), rate + day, how, key);
  }

  /**
   * Takes as many of the permits as there are.
   *
   * @param text what is shared; empty when there is nothing yet
   * @param now nanoseconds; other nodes' may differ a little
   */
  public Leased from(Optional<String> text, long now) {
    Meter unused = meter(plan, algorithm);
    Meter meter = text.map(numbers -> unused.with(read(numbers))).orElse(unused);
    long most = Math.min(wanted, meter.limit());
    Meter.Step first = meter.take(now, most);
    long permits =
        first.decision().admitted() ? most : Math.min(most, first.decision().remaining());
    Meter left = permits == 0 ? meter : meter.take(now, permits).next();
    Decision another = left.take(now, 1).decision();
    long remaining = another.admitted() ? another.remaining() + 1 : 0;
    Grant grant = new Grant(permits, remaining, another.resetNanos(), another.retryNanos());
    return new Leased(write(left.numbers()), grant);
  }

  /** The meter of a key that has used nothing. */
  static Meter meter(Plan plan, Optional<Algorithm> algorithm) {
    Optional<Meter> rate = algorithm.map(how -> how.meter(plan));
    return rate.orElseGet(() -> FixedWindow.unused(plan.daily().orElseThrow()));
  }

  private static long[] read(String text) {
    return text.isEmpty()
        ? new long[0]
        : Arrays.stream(text.split(" ", -1)).mapToLong(Long::parseLong).toArray();
  }

  private static String write(long[] numbers) {
    return Arrays.stream(numbers).mapToObj(Long::toString).collect(Collectors.joining(" "));
  }
}

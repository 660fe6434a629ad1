package stampede.acceptance;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A mix of orders that leaves out no path: most are paid and delivered, some are declined, pending,
 * of unknown outcome, refused by the carrier or sent back. The same seed makes the same orders.
 */
final class Workload {

  private static final List<String> TOKENS =
      List.of(
          "tok_visa",
          "tok_visa",
          "tok_visa",
          "tok_visa",
          "tok_visa",
          "tok_declined",
          "tok_pending",
          "tok_error_after_charge",
          "tok_reset_after_charge");
  private static final int ONE_IN = 12;

  private final Random random;
  private final List<String> skus;

  Workload(long seed, List<String> skus) {
    this.random = new Random(seed);
    this.skus = List.copyOf(skus);
  }

  /** The next order. */
  synchronized Map<String, Object> order() {
    Map<String, Integer> lines = new TreeMap<>();
    int products = 1 + random.nextInt(2);
    for (int i = 0; i < products; i++) {
      lines.put(skus.get(random.nextInt(skus.size())), 1 + random.nextInt(3));
    }
    String city = random.nextInt(ONE_IN) == 0 ? "Nowhere" : "Bristol";
    String street = random.nextInt(ONE_IN) == 0 ? "Return to sender" : "Coral Lane 1";
    return Caller.order(lines, TOKENS.get(random.nextInt(TOKENS.size())), street, city);
  }

  /** A number from 0 to below that bound. */
  synchronized int below(int bound) {
    return random.nextInt(bound);
  }
}

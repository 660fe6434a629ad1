package stampede.cli.retail;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Lines of a small world, so that customers buy the same again, at several prices, and cancel more
 * or less than they bought.
 */
final class RetailLines {

  private static final LocalDateTime START = LocalDateTime.of(2011, 1, 1, 9, 0);

  private RetailLines() {}

  static Arbitrary<List<RetailLine>> files() {
    return line().list().ofMaxSize(80);
  }

  private static Arbitrary<RetailLine> line() {
    Arbitrary<Integer> numbers = Arbitraries.integers().between(1, 12);
    Arbitrary<Boolean> cancelled = Arbitraries.of(false, false, true);
    Arbitrary<String> codes = Arbitraries.of("A1", "a1", "B2", "POST");
    Arbitrary<String> prices = Arbitraries.of("2.55", "2.10", "2.1", "0.01", "0", "0.001");
    Arbitrary<Integer> pieces = Arbitraries.integers().between(0, 9);
    return Combinators.combine(numbers, cancelled, codes, prices, pieces).as(RetailLines::line);
  }

  /** The customer and the time follow from the invoice, as they do in the file. */
  private static RetailLine line(
      int number, boolean cancelled, String code, String price, int pieces) {
    String customer = number % 4 == 0 ? "" : "customer-" + number % 4;
    return new RetailLine(
        (cancelled ? "C" : "") + (500_000 + number),
        code,
        "thing " + code,
        cancelled ? -pieces : pieces,
        START.plusDays(number).plusHours(cancelled ? 30 : 0),
        new BigDecimal(price),
        customer,
        "France");
  }

  static Acceptance.Result accepted(List<RetailLine> lines) {
    Acceptance acceptance = new Acceptance();
    lines.forEach(line -> acceptance.add(Optional.of(line)));
    return acceptance.result("0123456789abcdef");
  }
}

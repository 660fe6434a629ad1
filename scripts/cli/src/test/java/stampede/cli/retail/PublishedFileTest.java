package stampede.cli.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slice of the real file, summed up by another way than ours. */
class PublishedFileTest {

  private static final Path REAL =
      Path.of(System.getProperty("stampede.root", "."))
          .resolve("../shared/data/online-retail-2010-12_2011-11.csv.gz")
          .normalize();
  private static final int SLICE = 40_000;

  /** Whatever the description is, the end of a line is plain. */
  private static final Pattern SALE =
      Pattern.compile("(5\\d{5}),.*,([1-9]\\d*),[^,]*,(\\d+\\.?\\d?\\d?),[^,]*,[^,]*");

  @TempDir private Path directory = Path.of("");

  private List<String> slice() throws IOException {
    assumeTrue(Files.exists(REAL), "the published file is not at " + REAL);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(REAL)), StandardCharsets.UTF_8))) {
      return lines.lines().limit(1 + SLICE).toList();
    }
  }

  @Test
  void theOrdersOfASliceCostWhatItsLinesSay() throws IOException {
    List<String> lines = slice();
    BigDecimal pounds = BigDecimal.ZERO;
    Set<String> invoices = new HashSet<>();
    for (String line : new HashSet<>(lines.subList(1, lines.size()))) {
      Matcher sale = SALE.matcher(line);
      if (sale.matches() && new BigDecimal(sale.group(3)).signum() > 0) {
        pounds = pounds.add(new BigDecimal(sale.group(3)).multiply(new BigDecimal(sale.group(2))));
        invoices.add(sale.group(1));
      }
    }
    Path file = Files.write(directory.resolve("slice.csv"), lines);

    Acceptance.Result accepted = new RetailFile(file, StandardCharsets.UTF_8).read();

    Plan plan = Plan.of(accepted, new Plan.Dates(Optional.empty(), Optional.empty()));
    long pence =
        plan.orders().stream()
            .flatMap(order -> order.invoice().pieces().entrySet().stream())
            .mapToLong(each -> each.getKey().pence() * each.getValue())
            .sum();
    assertThat(BigDecimal.valueOf(pence, 2)).isEqualByComparingTo(pounds);
    assertThat(plan.orders()).hasSameSizeAs(invoices);
    assertThat(accepted.read()).isEqualTo(SLICE);
    assertThat(accepted.refusals()).doesNotContainKey(Reason.UNREADABLE);
  }
}

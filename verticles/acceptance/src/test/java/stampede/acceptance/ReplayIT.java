package stampede.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import stampede.auditor.AuditOptions;
import stampede.auditor.AuditReport;
import stampede.auditor.Auditor;
import stampede.auditor.Connections;
import stampede.platform.json.Json;

/**
 * Real orders go in by the operator's command, the shop is killed in the middle, and the command
 * goes on when the shop is back. Then the revenue is what the file says, by another way of adding
 * up than ours, and the auditor finds nothing.
 */
@ExtendWith(ShowsOutput.class)
class ReplayIT {

  private static final Path REAL =
      ChildJvm.home().resolve("../shared/data/online-retail-2010-12_2011-11.csv.gz").normalize();
  private static final int SLICE = 6_000;

  /** Whatever the description is, the end of a line is plain. */
  private static final Pattern SALE =
      Pattern.compile("(5\\d{5}),.*,([1-9]\\d*),[^,]*,(\\d+\\.?\\d?\\d?),[^,]*,[^,]*");

  /** What a slice of the file sells. */
  private record Slice(Path file, int invoices, BigDecimal pounds) {}

  private static Slice slice() throws IOException {
    assumeTrue(Files.exists(REAL), "the published file is not at " + REAL);
    List<String> lines;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(REAL)), StandardCharsets.UTF_8))) {
      lines = reader.lines().limit(1 + SLICE).toList();
    }
    BigDecimal pounds = BigDecimal.ZERO;
    Set<String> invoices = new HashSet<>();
    for (String line : new HashSet<>(lines.subList(1, lines.size()))) {
      Matcher sale = SALE.matcher(line);
      if (sale.matches() && new BigDecimal(sale.group(3)).signum() > 0) {
        pounds = pounds.add(new BigDecimal(sale.group(3)).multiply(new BigDecimal(sale.group(2))));
        invoices.add(sale.group(1));
      }
    }
    Path file = Files.write(ShopProcess.fresh("replay-file").resolve("slice.csv"), lines);
    return new Slice(file, invoices.size(), pounds);
  }

  @Test
  void aKilledShopTakesTheRestOfTheOrdersAndItsBooksAreRight() throws IOException {
    Slice slice = slice();
    try (ShopProcess shop =
        ShopProcess.start("replay", "parts.collect-after=300ms", "parts.deliver-after=300ms")) {
      ChildJvm replay = replay(shop, slice, "replay.txt");
      await().atMost(Duration.ofMinutes(2)).until(() -> ordersWritten(shop) > slice.invoices() / 3);

      shop.kill();
      assertThat(ordersWritten(shop)).as("orders at the kill").isLessThan(slice.invoices());
      shop.restart();

      agrees(replay, slice);
      assertThat(ordersWritten(shop)).isEqualTo(slice.invoices());
      passes(shop);
      agrees(replay(shop, slice, "again.txt"), slice);
      assertThat(ordersWritten(shop)).as("after all came again").isEqualTo(slice.invoices());
      passes(shop);
    }
  }

  private static int ordersWritten(ShopProcess shop) {
    return Integer.parseInt(
        new Databases(shop).query("order", "SELECT count(*)::text FROM customer_order").getFirst());
  }

  private static ChildJvm replay(ShopProcess shop, Slice slice, String output) {
    List<String> command = new ArrayList<>();
    Path cli = ChildJvm.home().resolve("scripts/cli/target");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", cli.resolve("classes") + ":" + cli.resolve("lib") + "/*"));
    command.addAll(List.of("stampede.cli.Stampede", "import", "online-retail"));
    command.addAll(List.of(slice.file().toString(), "--replay", "--speed", "max", "--json"));
    command.addAll(List.of("--api", "http://127.0.0.1:" + shop.port()));
    command.addAll(List.of("--data", shop.data().toString()));
    return ChildJvm.start(command, slice.file().resolveSibling(output));
  }

  /** It ends well, with the revenue that the file says. */
  private static void agrees(ChildJvm replay, Slice slice) {
    int code = replay.awaitEnd();
    String said = replay.said();
    assertThat(code).as(said).isZero();
    JsonNode report =
        Json.read(Buffer.buffer(said.substring(said.indexOf("\n{") + 1)), JsonNode.class);
    assertThat(report.at("/replay/placed").asInt()).isEqualTo(slice.invoices());
    assertThat(BigDecimal.valueOf(report.at("/replay/revenue/minorUnits").asLong(), 2))
        .isEqualByComparingTo(slice.pounds());
  }

  private static void passes(ShopProcess shop) {
    AuditReport report =
        Auditor.audit(
            Connections.read(shop.data().resolve("connection.properties")),
            AuditOptions.STANDARD.waiting(Duration.ofMinutes(2)));
    assertThat(report.passed()).as(report.toString()).isTrue();
  }
}

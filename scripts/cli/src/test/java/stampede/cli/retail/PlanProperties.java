package stampede.cli.retail;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class PlanProperties {

  private static final Plan.Dates ALWAYS = new Plan.Dates(Optional.empty(), Optional.empty());

  @Provide
  Arbitrary<List<RetailLine>> files() {
    return RetailLines.files();
  }

  private static Plan plan(List<RetailLine> lines) {
    return Plan.of(RetailLines.accepted(lines), ALWAYS);
  }

  private static long pence(Plan plan) {
    return plan.orders().stream()
        .flatMap(order -> order.invoice().pieces().entrySet().stream())
        .mapToLong(each -> each.getKey().pence() * each.getValue())
        .sum();
  }

  @Property
  void everyLineIsExactlyOneThing(@ForAll("files") List<RetailLine> lines) {
    Acceptance.Result accepted = RetailLines.accepted(lines);

    int refused = accepted.refusals().values().stream().mapToInt(Integer::intValue).sum();
    assertThat(accepted.sales().size() + accepted.cancellations().size() + refused)
        .isEqualTo(lines.size());
  }

  /** By another way: straight from the lines, in pounds. */
  @Property
  void theOrdersCostWhatTheLinesSay(@ForAll("files") List<RetailLine> lines) {
    BigDecimal pounds =
        new HashSet<>(lines)
            .stream()
                .filter(line -> !line.isCancellation() && line.quantity() > 0)
                .filter(line -> line.unitPrice().compareTo(new BigDecimal("0.01")) >= 0)
                .map(line -> line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);

    Plan plan = plan(lines);

    assertThat(BigDecimal.valueOf(pence(plan), 2)).isEqualByComparingTo(pounds);
    assertThat(OnlineRetailCommand.sumOfFile(RetailLines.accepted(lines), plan).minorUnits())
        .isEqualTo(pence(plan));
  }

  @Property
  void theOpeningStockIsWhatTheOrdersWant(@ForAll("files") List<RetailLine> lines) {
    Map<String, Long> wanted = new HashMap<>();
    plan(lines)
        .orders()
        .forEach(
            order ->
                order
                    .invoice()
                    .stockLines()
                    .forEach(line -> wanted.merge(line.sku(), (long) line.quantity(), Long::sum)));

    Catalogue catalogue = Catalogue.of(RetailLines.accepted(lines).sales());

    assertThat(catalogue.items()).hasSameSizeAs(wanted.keySet());
    assertThat(catalogue.items())
        .allSatisfy(item -> assertThat(wanted).containsEntry(item.product().sku(), item.pieces()));
  }

  @Property
  void nobodyTakesBackMoreThanHeBought(@ForAll("files") List<RetailLine> lines) {
    Plan plan = plan(lines);

    for (Plan.Order order : plan.orders()) {
      Map<Sku, Integer> left = new HashMap<>(order.invoice().pieces());
      for (Undo undo : order.undone()) {
        undo.pieces().forEach((sku, pieces) -> left.merge(sku, -pieces, Integer::sum));
        assertThat(undo.at()).isAfterOrEqualTo(order.invoice().at());
        assertThat(undo.of()).isEqualTo(order.invoice());
      }
      assertThat(left.values()).allSatisfy(pieces -> assertThat(pieces).isNotNegative());
    }
  }

  @Property
  void everyLineOfACancellationIsMatchedOrNot(@ForAll("files") List<RetailLine> lines) {
    Plan plan = plan(lines);

    int matched =
        plan.orders().stream()
            .flatMap(order -> order.undone().stream())
            .mapToInt(Undo::lines)
            .sum();
    int unmatched = plan.unmatched().values().stream().mapToInt(Integer::intValue).sum();
    assertThat(matched + unmatched).isEqualTo(RetailLines.accepted(lines).cancellations().size());
  }

  @Property
  void aCustomersOrdersKeepTheirOrder(@ForAll("files") List<RetailLine> lines) {
    Plan plan = plan(lines);

    assertThat(plan.customers())
        .allSatisfy(
            customer ->
                assertThat(customer.orders())
                    .isSortedAccordingTo(Comparator.comparing(order -> order.invoice().at())))
        .extracting(Plan.Customer::id)
        .doesNotHaveDuplicates();
  }

  /** An order is known by its customer and its invoice, and an undoing by its number within it. */
  @Property
  void noKeyStandsForTwoThings(@ForAll("files") List<RetailLine> lines) {
    Plan plan = plan(lines);

    assertThat(plan.orders())
        .extracting(order -> order.invoice().customer() + " " + order.invoice().number())
        .doesNotHaveDuplicates();
    assertThat(plan.orders())
        .allSatisfy(
            order -> assertThat(order.undone()).extracting(Undo::number).doesNotHaveDuplicates());
  }

  /** So that a run that broke off is gone on with by another over other dates, or the same. */
  @Property
  void anOrderIsTheSameWhateverElseIsReplayed(
      @ForAll("files") List<RetailLine> lines, @ForAll @IntRange(min = 1, max = 14) int day) {
    LocalDate middle = LocalDate.of(2011, 1, day);
    Acceptance.Result accepted = RetailLines.accepted(lines);

    Plan early = Plan.of(accepted, new Plan.Dates(Optional.empty(), Optional.of(middle)));
    Plan late =
        Plan.of(accepted, new Plan.Dates(Optional.of(middle.plusDays(1)), Optional.empty()));

    assertThat(early.orders())
        .allSatisfy(
            order -> assertThat(order.invoice().at().toLocalDate()).isBeforeOrEqualTo(middle));
    List<Invoice> both =
        Stream.concat(early.orders().stream(), late.orders().stream())
            .map(Plan.Order::invoice)
            .toList();
    assertThat(both)
        .containsExactlyInAnyOrderElementsOf(
            plan(lines).orders().stream().map(Plan.Order::invoice).toList());
  }
}

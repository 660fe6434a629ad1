package stampede.cli.retail;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MatchingTest {

  private static final LocalDateTime NOON = LocalDateTime.of(2011, 3, 1, 12, 0);

  private static RetailLine line(String invoice, int days, int quantity, String customer) {
    return new RetailLine(
        invoice,
        "JUG",
        "a jug",
        quantity,
        NOON.plusDays(days),
        new BigDecimal("2.55"),
        customer,
        "");
  }

  private static Plan plan(RetailLine... lines) {
    return Plan.of(
        RetailLines.accepted(List.of(lines)), new Plan.Dates(Optional.empty(), Optional.empty()));
  }

  private static Map<String, List<String>> undone(Plan plan) {
    return plan.orders().stream()
        .collect(
            Collectors.toMap(
                order -> order.invoice().number(),
                order -> order.undone().stream().map(Undo::number).toList()));
  }

  @Test
  void theLatestEarlierPurchaseIsUndone() {
    Plan plan =
        plan(
            line("1", 0, 5, "A"),
            line("2", 1, 5, "A"),
            line("3", 3, 5, "A"),
            line("C4", 2, -5, "A"));

    assertThat(undone(plan)).isEqualTo(Map.of("1", List.of(), "2", List.of("C4"), "3", List.of()));
  }

  @Test
  void aPurchaseThatIsUsedUpIsNotUndoneAgain() {
    Plan plan =
        plan(
            line("1", 0, 5, "A"),
            line("2", 1, 5, "A"),
            line("C3", 2, -3, "A"),
            line("C4", 3, -3, "A"));

    assertThat(undone(plan)).isEqualTo(Map.of("1", List.of("C4"), "2", List.of("C3")));
  }

  @Test
  void nobodyUndoesWhatAnotherHasBought() {
    Plan plan = plan(line("1", 0, 5, "A"), line("C2", 1, -5, "B"), line("C3", 1, -5, ""));

    assertThat(plan.unmatched())
        .isEqualTo(Map.of(Matching.Why.NO_SUCH_PURCHASE, 1, Matching.Why.NO_CUSTOMER, 1));
  }

  @Test
  void whatIsBoughtLaterIsNotUndone() {
    Plan plan = plan(line("C1", 0, -5, "A"), line("2", 1, 5, "A"));

    assertThat(plan.unmatched()).isEqualTo(Map.of(Matching.Why.NO_SUCH_PURCHASE, 1));
  }

  @Test
  void aPurchaseBeforeTheDatesIsNotReplayedAndSoNotUndone() {
    List<RetailLine> lines = List.of(line("1", 0, 5, "A"), line("C2", 9, -5, "A"));

    Plan plan =
        Plan.of(
            RetailLines.accepted(lines),
            new Plan.Dates(Optional.of(LocalDate.of(2011, 3, 5)), Optional.empty()));

    assertThat(plan.orders()).isEmpty();
    assertThat(plan.unmatched()).isEqualTo(Map.of(Matching.Why.ORDER_OUTSIDE_OF_THE_DATES, 1));
  }
}

package stampede.cli.retail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import stampede.contracts.Money;

/** What an import came to, told at its end. As JSON it is what its components are called. */
record ImportReport(Lines lines, Shelves catalogue, Optional<Orders> replay) {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .build();
  private static final int NAMES_WIDTH = 44;

  /** What stood in the file; sales, cancellations and refusals together are all that was read. */
  record Lines(int read, int sales, int cancellations, int refused, Map<Reason, Integer> because) {

    static Lines of(Acceptance.Result accepted) {
      return new Lines(
          accepted.read(),
          accepted.sales().size(),
          accepted.cancellations().size(),
          sum(accepted.refusals().values()),
          sorted(accepted.refusals()));
    }
  }

  /** What is in the shop now. */
  record Shelves(int products, int created, int changed, int unchanged, long piecesReceived) {

    static Shelves of(Catalogue catalogue, CatalogueImport.Done done) {
      return new Shelves(
          catalogue.items().size(),
          done.created(),
          done.changed(),
          done.unchanged(),
          catalogue.pieces());
    }
  }

  /**
   * What was ordered.
   *
   * @param lines how many lines of the file the orders have
   * @param byGuests how many of the placed ones have no customer in the file
   * @param revenue what the placed ones cost, by the shop's answers
   * @param sumOfFile what their lines in the file come to, quantity times unit price
   */
  record Orders(
      int orders,
      int lines,
      int placed,
      int byGuests,
      int refused,
      Map<String, Integer> refusedBecause,
      Undone undone,
      Money revenue,
      Money sumOfFile) {

    static Orders of(Plan plan, Tally.Result result, Money sumOfFile) {
      return new Orders(
          plan.orders().size(),
          plan.orders().stream().mapToInt(order -> order.invoice().lines()).sum(),
          result.placed(),
          result.guests(),
          sum(result.refused().values()),
          sorted(result.refused()),
          Undone.of(plan, result),
          result.revenue(),
          sumOfFile);
    }
  }

  /**
   * What became of the cancellations within the dates. One that takes from several orders counts
   * once for each.
   *
   * @param linesMatched how many of their lines have an order that they take from
   */
  record Undone(
      int asCancellation,
      int asReturn,
      int notDone,
      Map<String, Integer> notDoneBecause,
      int linesMatched,
      int linesUnmatched,
      Map<Matching.Why, Integer> unmatchedBecause) {

    static Undone of(Plan plan, Tally.Result result) {
      return new Undone(
          result.cancelled(),
          result.returned(),
          sum(result.notUndone().values()),
          sorted(result.notUndone()),
          plan.orders().stream()
              .flatMap(order -> order.undone().stream())
              .mapToInt(Undo::lines)
              .sum(),
          sum(plan.unmatched().values()),
          sorted(plan.unmatched()));
    }
  }

  /** Whether the shop has taken all orders, for what the file says. */
  boolean agrees() {
    return replay.map(orders -> orders.revenue().equals(orders.sumOfFile())).orElse(true);
  }

  /** For programs. */
  String json() {
    return JSON.valueToTree(this).toPrettyString();
  }

  /** For people: a line for every number, indented as it belongs together. */
  String text() {
    StringBuilder text = new StringBuilder();
    append(text, JSON.valueToTree(this), "");
    return text.toString();
  }

  private static void append(StringBuilder text, JsonNode node, String indent) {
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      JsonNode value = each.getValue();
      String name = indent + words(each.getKey());
      if (value.has("minorUnits")) {
        Money money =
            new Money(value.get("minorUnits").longValue(), value.get("currency").asText());
        text.append(("%-" + NAMES_WIDTH + "s %15s%n").formatted(name, money));
      } else if (value.isNumber()) {
        text.append(("%-" + NAMES_WIDTH + "s %,11d%n").formatted(name, value.longValue()));
      } else if (value.isObject() && !value.isEmpty()) {
        text.append(name).append(System.lineSeparator());
        append(text, value, indent + "  ");
      }
    }
  }

  /** {@code piecesReceived} and {@code NO_CUSTOMER} as people write them; a sentence as it is. */
  private static String words(String name) {
    if (name.contains(" ")) {
      return name;
    }
    return name.replaceAll("([a-z])([A-Z])", "$1 $2").replace('_', ' ').toLowerCase(Locale.ROOT);
  }

  private static int sum(Collection<Integer> counts) {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }

  private static <K extends Comparable<K>> SortedMap<K, Integer> sorted(Map<K, Integer> counts) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }
}

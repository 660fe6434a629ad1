package stampede.cli.retail;

import java.util.Map;
import java.util.TreeMap;
import stampede.contracts.Money;

/** Counts what comes of a replay. Thread-safe. */
final class Tally {

  private int placed;
  private int guests;
  private int cancelled;
  private int returned;
  private Money revenue = Money.zero(Catalogue.CURRENCY);
  private final Map<String, Integer> refused = new TreeMap<>();
  private final Map<String, Integer> notUndone = new TreeMap<>();

  /**
   * What came of it.
   *
   * @param placed orders that the shop has taken
   * @param guests how many of them have no customer in the file
   * @param revenue the sum of what the shop says that they cost
   * @param refused orders that the shop has not taken, by what it said
   * @param cancelled times that pieces were taken out of an order before they were sent
   * @param returned times that pieces came back
   * @param notUndone times that neither could be done, by why
   */
  record Result(
      int placed,
      int guests,
      Money revenue,
      Map<String, Integer> refused,
      int cancelled,
      int returned,
      Map<String, Integer> notUndone) {

    Result {
      refused = Map.copyOf(refused);
      notUndone = Map.copyOf(notUndone);
    }
  }

  synchronized void placed(boolean guest, Money total) {
    revenue = revenue.plus(total);
    placed++;
    guests += guest ? 1 : 0;
  }

  synchronized void refused(String why) {
    refused.merge(why, 1, Integer::sum);
  }

  synchronized void cancelled() {
    cancelled++;
  }

  synchronized void returned() {
    returned++;
  }

  synchronized void notUndone(String why) {
    notUndone.merge(why, 1, Integer::sum);
  }

  synchronized Result result() {
    return new Result(placed, guests, revenue, refused, cancelled, returned, notUndone);
  }
}

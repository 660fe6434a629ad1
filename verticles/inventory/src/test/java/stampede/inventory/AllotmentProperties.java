package stampede.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import stampede.contracts.inventory.ReservationOutcome;
import stampede.contracts.inventory.ReservationOutcome.Ended;
import stampede.contracts.inventory.ReservationOutcome.Reserved;
import stampede.contracts.inventory.ReservationOutcome.Shortage;
import stampede.contracts.inventory.ReservationOutcome.SoldOut;
import stampede.contracts.inventory.ReserveStock;
import stampede.contracts.inventory.StockLine;

class AllotmentProperties {

  private static final Instant LATER = Instant.parse("2026-01-01T12:15:00Z");

  private static ReserveStock request(int order, StockLine... lines) {
    return tried("attempt of " + order, order, lines);
  }

  private static ReserveStock tried(String attempt, int order, StockLine... lines) {
    return new ReserveStock(new UUID(0, order), attempt, List.of(lines), LATER);
  }

  private static Reserved reserved(int order) {
    return new Reserved(new UUID(0, order), LATER);
  }

  /** Never more than there is; and nobody goes without while there is enough for him. */
  @Property
  void firstComeFirstServed(
      @ForAll @IntRange(max = 50) int available,
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 10) Integer> quantities) {
    List<ReserveStock> requests =
        IntStream.range(0, quantities.size())
            .mapToObj(i -> request(i, new StockLine("A", quantities.get(i))))
            .toList();

    Allotment allotment = Allotment.of(Map.of("A", (long) available), List.of(), requests);

    int left = available;
    for (int i = 0; i < quantities.size(); i++) {
      boolean enough = left >= quantities.get(i);
      assertThat(allotment.outcomes().get(i)).isInstanceOf(enough ? Reserved.class : SoldOut.class);
      left -= enough ? quantities.get(i) : 0;
    }
    assertThat(allotment.granted())
        .hasSize((int) allotment.outcomes().stream().filter(Reserved.class::isInstance).count());
  }

  @Example
  void anOrderGetsAllItsLinesOrNone() {
    ReserveStock both = request(1, new StockLine("A", 1), new StockLine("B", 3));
    ReserveStock next = request(2, new StockLine("A", 1));

    Allotment allotment = Allotment.of(Map.of("A", 1L, "B", 2L), List.of(), List.of(both, next));

    assertThat(allotment.outcomes())
        .containsExactly(new SoldOut(List.of(new Shortage("B", 3, 2))), reserved(2));
  }

  @Example
  void whatWasNeverInStockIsSoldOut() {
    Allotment allotment =
        Allotment.of(Map.of(), List.of(), List.of(request(1, new StockLine("A", 1))));

    assertThat(allotment.outcomes()).containsExactly(new SoldOut(List.of(new Shortage("A", 1, 0))));
  }

  @Example
  void askingAgainInTheSameBatchHoldsOnce() {
    ReserveStock request = request(1, new StockLine("A", 2));

    Allotment allotment = Allotment.of(Map.of("A", 3L), List.of(), List.of(request, request));

    assertThat(allotment.outcomes()).containsExactly(reserved(1), reserved(1));
    assertThat(allotment.granted()).hasSize(1);
  }

  @Example
  void askingAgainLaterGetsTheSameAnswer() {
    Reservation before = Reservation.hold(request(1, new StockLine("A", 2))).after().orElseThrow();
    Reservation ended = before.releaseAll().after().orElseThrow();
    ReserveStock request = request(1, new StockLine("A", 2));

    List<ReservationOutcome> held =
        Allotment.of(Map.of(), List.of(before), List.of(request)).outcomes();
    List<ReservationOutcome> over =
        Allotment.of(Map.of("A", 9L), List.of(ended), List.of(request)).outcomes();

    assertThat(held).containsExactly(reserved(1));
    assertThat(over).containsExactly(new Ended());
  }

  @Example
  void anotherTryAtTheSameOrderTakesOverWhatTheFirstHolds() {
    Reservation first =
        Reservation.hold(tried("one", 1, new StockLine("A", 2))).after().orElseThrow();

    Allotment allotment =
        Allotment.of(
            Map.of("A", 0L), List.of(first), List.of(tried("one", 2, new StockLine("A", 2))));

    assertThat(allotment.outcomes()).containsExactly(reserved(1));
    assertThat(allotment.granted()).isEmpty();
  }
}

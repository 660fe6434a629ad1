package stampede.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import stampede.contracts.inventory.ReserveStock;
import stampede.contracts.inventory.StockEvent;
import stampede.contracts.inventory.StockEvent.ReservationExpired;
import stampede.contracts.inventory.StockEvent.StockCommitRefused;
import stampede.contracts.inventory.StockEvent.StockCommitted;
import stampede.contracts.inventory.StockEvent.StockReleased;
import stampede.contracts.inventory.StockLine;
import stampede.platform.aggregate.Decision;

class ReservationProperties {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final UUID ORDER = new UUID(0, 1);

  private static Reservation held(StockLine... lines) {
    return after(Reservation.hold(new ReserveStock(ORDER, "attempt", List.of(lines), NOW)));
  }

  private static Reservation after(Decision<Reservation, StockEvent> decision) {
    return decision.after().orElseThrow();
  }

  /** What may be asked of a reservation, in any state. */
  enum Command {
    COMMIT,
    RELEASE_ONE,
    RELEASE_ALL,
    EXPIRE_EARLY,
    EXPIRE
  }

  @Provide
  Arbitrary<List<StockLine>> lines() {
    return Arbitraries.integers()
        .between(1, 5)
        .flatMap(
            count ->
                Combinators.combine(
                        IntStream.range(0, count)
                            .mapToObj(
                                i ->
                                    Arbitraries.integers()
                                        .between(1, 9)
                                        .map(quantity -> new StockLine("SKU-" + i, quantity)))
                            .toList())
                    .as(list -> list));
  }

  /** Whatever comes in whatever order: every piece is somewhere, none is twice. */
  @Property(tries = 2_000)
  void everyPieceIsSomewhere(
      @ForAll("lines") List<StockLine> lines, @ForAll List<Command> commands) {
    Map<String, long[]> stock = new HashMap<>(); // available, reserved, sold
    lines.forEach(line -> stock.put(line.sku(), new long[] {100, 0, 0}));
    Reservation reservation =
        after(Reservation.hold(new ReserveStock(ORDER, "attempt", lines, NOW)));
    move(stock, Optional.empty(), reservation);
    long version = 1;

    for (Command command : commands) {
      Decision<Reservation, StockEvent> decision = decide(reservation, command);
      move(stock, Optional.of(reservation), after(decision));
      reservation = after(decision);
      version += decision.events().size();
      assertThat(reservation.version()).isEqualTo(version);
    }

    assertThat(stock.values())
        .allSatisfy(
            counters -> {
              assertThat(counters[0] + counters[1] + counters[2]).isEqualTo(100);
              assertThat(counters[0]).isBetween(0L, 100L);
              assertThat(counters[1]).isBetween(0L, 100L);
              assertThat(counters[2]).isBetween(0L, 100L);
            });
    if (reservation instanceof Reservation.Ended) {
      assertThat(stock.values()).allSatisfy(counters -> assertThat(counters[0]).isEqualTo(100));
    }
  }

  private static Decision<Reservation, StockEvent> decide(
      Reservation reservation, Command command) {
    return switch (command) {
      case COMMIT -> reservation.commit();
      case RELEASE_ONE -> reservation.release(onePieceOf(reservation));
      case RELEASE_ALL -> reservation.releaseAll();
      case EXPIRE_EARLY -> reservation.expire(NOW.minusMillis(1));
      case EXPIRE -> reservation.expire(NOW);
    };
  }

  private static List<StockLine> onePieceOf(Reservation reservation) {
    Map<String, Integer> pieces =
        switch (reservation) {
          case Reservation.Held held -> held.skuToPieces();
          case Reservation.Sold sold -> sold.skuToPieces();
          case Reservation.Ended ended -> Map.of("SKU-0", 1);
        };
    return List.of(new StockLine(pieces.keySet().iterator().next(), 1));
  }

  private static void move(
      Map<String, long[]> stock, Optional<Reservation> before, Reservation after) {
    StockShift.between(before, after)
        .forEach(
            (sku, shift) -> {
              long[] counters = stock.getOrDefault(sku, new long[3]);
              counters[0] += shift.available();
              counters[1] += shift.reserved();
              counters[2] += shift.sold();
            });
  }

  @Example
  void aPaidReservationIsSold() {
    Decision<Reservation, StockEvent> decision = held(new StockLine("A", 2)).commit();

    assertThat(after(decision)).isEqualTo(new Reservation.Sold(ORDER, 2, Map.of("A", 2)));
    assertThat(decision.events()).containsExactly(new StockCommitted(ORDER));
  }

  @Example
  void payingTwiceSellsOnce() {
    Reservation sold = after(held(new StockLine("A", 2)).commit());

    assertThat(sold.commit().events()).isEmpty();
  }

  @Example
  void anUnpaidReservationExpiresAtItsTime() {
    Reservation reservation = held(new StockLine("A", 2));

    assertThat(reservation.expire(NOW.minusMillis(1)).events()).isEmpty();
    assertThat(reservation.expire(NOW).events()).containsExactly(new ReservationExpired(ORDER));
  }

  @Example
  void aPaidReservationDoesNotExpire() {
    Reservation sold = after(held(new StockLine("A", 2)).commit());

    assertThat(sold.expire(NOW).events()).isEmpty();
  }

  @Example
  void aPaymentThatComesAfterTheExpiryIsTold() {
    Reservation ended = after(held(new StockLine("A", 2)).expire(NOW));

    assertThat(ended.commit().events()).containsExactly(new StockCommitRefused(ORDER));
  }

  @Example
  void whatIsReleasedLineByLineEnds() {
    Reservation reservation = held(new StockLine("A", 2), new StockLine("B", 1));

    Reservation left = after(reservation.release(List.of(new StockLine("A", 2))));
    Decision<Reservation, StockEvent> last = left.releaseAll();

    assertThat(after(last)).isEqualTo(new Reservation.Ended(ORDER, 3));
    assertThat(last.events())
        .containsExactly(new StockReleased(ORDER, List.of(new StockLine("B", 1))));
  }

  @Example
  void whatIsSentBackIsAvailableAgain() {
    Reservation sold = after(held(new StockLine("A", 2)).commit());

    Reservation left = after(sold.takeBack(List.of(new StockLine("A", 1))));

    assertThat(StockShift.between(Optional.of(sold), left))
        .containsExactly(Map.entry("A", new StockShift(1, 0, -1)));
  }

  @Example
  void moreThanIsOutCannotComeBack() {
    Reservation sold = after(held(new StockLine("A", 2)).commit());

    assertThatThrownBy(() -> sold.takeBack(List.of(new StockLine("A", 3))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("3 pieces of A");
  }
}

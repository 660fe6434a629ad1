package stampede.auditor;

import static stampede.auditor.Invariant.STOCK;
import static stampede.auditor.PlantedFault.plant;
import static stampede.auditor.SampleBooks.LONG_AGO;
import static stampede.auditor.SampleShop.PLACED;
import static stampede.auditor.SampleShop.RETURNED;
import static stampede.auditor.Spoil.reservation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.contracts.inventory.StockEvent.StockReceived;

/** Each fault of the stock, planted alone into books that are right, is found and named. */
class StockFaultsTest {

  @ParameterizedTest
  @MethodSource("stock")
  void isFoundAndNamed(PlantedFault planted) {
    AuditReport report = planted.audit();

    planted.assertFoundIn(report);
  }

  static Stream<PlantedFault> stock() {
    return Stream.of(
        stock("stock-equation", "a piece vanished", 100, 93, 1, 5, 1),
        stock("stock-equation", "a piece was doubled", 100, 95, 1, 5, 1),
        stock("negative-stock", "oversold", 100, -1, 1, 100, 1),
        stock("reserved-sum", "a hold was given back twice", 100, 95, 0, 5, 1),
        stock("sold-sum", "a sale was counted twice", 100, 93, 1, 6, 1),
        stock("received-events", "a receipt was booked twice", 200, 194, 1, 5, 2),
        stock("received-movements", "a receipt left no movement", 200, 194, 1, 5, 2),
        stock("available-events", "a racy decrement", 100, 95, 1, 4, 1),
        stock("reserved-events", "a hold that no event tells of", 100, 93, 2, 5, 1),
        stock("sold-events", "a sale that no event tells of", 100, 93, 1, 6, 1),
        plant(
            STOCK,
            "movement-count",
            "pot",
            "a movement was lost",
            books -> books.movements.put("pot", new StockRow.Movements(1, 48))),
        plant(
            STOCK,
            "received-movements",
            "mug",
            "a movement was booked twice",
            books -> books.movements.put("mug", new StockRow.Movements(2, 200))),
        plant(
            STOCK,
            "held-too-long",
            PLACED,
            "a hold outlived its time",
            books -> hold(books, PLACED, Optional.of(LONG_AGO))),
        plant(
            STOCK,
            "held-too-long",
            PLACED,
            "a hold has no end",
            books -> hold(books, PLACED, Optional.empty())),
        plant(
            STOCK,
            "no-stock-row",
            "mug",
            "the row of a product is gone",
            books -> books.stock.remove("mug")),
        plant(
            STOCK,
            "received-events",
            "mug",
            "a receipt that was never told",
            books -> books.unsay(StockReceived.class, "mug")),
        plant(
            STOCK,
            "negative-pieces",
            RETURNED,
            "more came back than was sold",
            books -> reservation(books, RETURNED, ReservationState.SOLD, 3, Map.of("pot", -1))));
  }

  private static PlantedFault stock(
      String check,
      String what,
      long received,
      long available,
      long reserved,
      long sold,
      long movements) {
    return plant(
        STOCK,
        check,
        "mug",
        what,
        books ->
            books.stock.put(
                "mug", new StockRow("mug", received, available, reserved, sold, movements)));
  }

  private static void hold(SampleBooks books, UUID order, Optional<Instant> until) {
    books.reservations.put(
        order,
        new ReservationRow(
            order, RowHead.of(ReservationState.HELD, 1), Pieces.of(Map.of("mug", 1)), until));
  }
}

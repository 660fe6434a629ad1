package stampede.inventory;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** By how much a product's counters move. Whatever leaves one arrives in another. */
record StockShift(long available, long reserved, long sold) {

  /** How the stock moves, by SKU, when a reservation goes from one state to the next. */
  static Map<String, StockShift> between(Optional<Reservation> before, Reservation after) {
    Map<String, StockShift> skuToShift = new TreeMap<>();
    add(skuToShift, after, 1);
    before.ifPresent(reservation -> add(skuToShift, reservation, -1));
    skuToShift.values().removeIf(shift -> shift.reserved == 0 && shift.sold == 0);
    return skuToShift;
  }

  private static void add(Map<String, StockShift> skuToShift, Reservation reservation, int sign) {
    Map<String, Integer> pieces =
        switch (reservation) {
          case Reservation.Held held -> held.skuToPieces();
          case Reservation.Sold sold -> sold.skuToPieces();
          case Reservation.Ended ended -> Map.of();
        };
    boolean isSold = reservation instanceof Reservation.Sold;
    pieces.forEach(
        (sku, count) -> {
          long moved = (long) sign * count;
          skuToShift.merge(
              sku,
              new StockShift(-moved, isSold ? 0 : moved, isSold ? moved : 0),
              StockShift::plus);
        });
  }

  StockShift plus(StockShift other) {
    return new StockShift(
        available + other.available, reserved + other.reserved, sold + other.sold);
  }
}

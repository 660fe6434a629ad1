package stampede.inventory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import stampede.contracts.inventory.ReservationOutcome;
import stampede.contracts.inventory.ReservationOutcome.Ended;
import stampede.contracts.inventory.ReservationOutcome.Reserved;
import stampede.contracts.inventory.ReservationOutcome.Shortage;
import stampede.contracts.inventory.ReservationOutcome.SoldOut;
import stampede.contracts.inventory.ReserveStock;
import stampede.contracts.inventory.StockEvent;
import stampede.platform.aggregate.Decision;

/**
 * Who gets what, of requests that are settled together: first come, first served, each all or
 * nothing. Whoever asks again for the same order gets the same answer. Pure.
 *
 * @param outcomes one per request, in their order
 * @param granted the new reservations
 */
record Allotment(
    List<ReservationOutcome> outcomes, List<Decision<Reservation, StockEvent>> granted) {

  /**
   * Decides.
   *
   * @param skuToAvailable what is there of every product that is asked for; absent is nothing
   * @param existing the reservations that some of the orders have already
   */
  static Allotment of(
      Map<String, Long> skuToAvailable,
      Map<UUID, Reservation> existing,
      List<ReserveStock> requests) {
    Map<String, Long> left = new HashMap<>(skuToAvailable);
    Map<UUID, Reservation> known = new HashMap<>(existing);
    List<ReservationOutcome> outcomes = new ArrayList<>(requests.size());
    List<Decision<Reservation, StockEvent>> granted = new ArrayList<>();
    for (ReserveStock request : requests) {
      Reservation before = known.get(request.orderId());
      if (before != null) {
        outcomes.add(before instanceof Reservation.Ended ? new Ended() : new Reserved());
        continue;
      }
      List<Shortage> shortages = shortages(left, request);
      if (shortages.isEmpty()) {
        Decision<Reservation, StockEvent> held =
            Reservation.hold(request.orderId(), request.lines(), request.expiresAt());
        Reservation.pieces(request.lines())
            .forEach((sku, pieces) -> left.merge(sku, (long) -pieces, Math::addExact));
        known.put(request.orderId(), held.after().orElseThrow());
        granted.add(held);
        outcomes.add(new Reserved());
      } else {
        outcomes.add(new SoldOut(shortages));
      }
    }
    return new Allotment(outcomes, granted);
  }

  private static List<Shortage> shortages(Map<String, Long> left, ReserveStock request) {
    List<Shortage> shortages = new ArrayList<>();
    Reservation.pieces(request.lines())
        .forEach(
            (sku, pieces) -> {
              long available = left.getOrDefault(sku, 0L);
              if (available < pieces) {
                shortages.add(new Shortage(sku, pieces, available));
              }
            });
    return shortages;
  }
}

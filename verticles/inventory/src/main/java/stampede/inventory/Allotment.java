package stampede.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import stampede.contracts.inventory.ReservationOutcome;
import stampede.contracts.inventory.ReservationOutcome.Ended;
import stampede.contracts.inventory.ReservationOutcome.Reserved;
import stampede.contracts.inventory.ReservationOutcome.Shortage;
import stampede.contracts.inventory.ReservationOutcome.SoldOut;
import stampede.contracts.inventory.ReserveStock;
import stampede.contracts.inventory.StockEvent;
import stampede.inventory.Reservation.Held;
import stampede.platform.aggregate.Decision;

/**
 * Who gets what, of requests that are settled together: first come, first served, each all or
 * nothing. Whoever asks again for the same order gets the same answer, and whoever tries the same
 * order again under another id takes over what the earlier try holds. Pure.
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
   * @param existing the reservations that some of the orders, or of the attempts, have already
   */
  static Allotment of(
      Map<String, Long> skuToAvailable,
      Collection<Reservation> existing,
      List<ReserveStock> requests) {
    Map<String, Long> left = new HashMap<>(skuToAvailable);
    Known known = new Known(existing);
    List<ReservationOutcome> outcomes = new ArrayList<>(requests.size());
    List<Decision<Reservation, StockEvent>> granted = new ArrayList<>();
    for (ReserveStock request : requests) {
      Optional<ReservationOutcome> before = known.answer(request);
      if (before.isPresent()) {
        outcomes.add(before.get());
        continue;
      }
      List<Shortage> shortages = shortages(left, request);
      if (shortages.isEmpty()) {
        Decision<Reservation, StockEvent> held = Reservation.hold(request);
        Reservation.pieces(request.lines())
            .forEach((sku, pieces) -> left.merge(sku, (long) -pieces, Math::addExact));
        known.add(held.after().orElseThrow());
        granted.add(held);
        outcomes.add(new Reserved(request.orderId(), request.expiresAt()));
      } else {
        outcomes.add(new SoldOut(shortages));
      }
    }
    return new Allotment(outcomes, granted);
  }

  /** What is held or sold already, by order and by attempt. */
  private static final class Known {

    private final Map<UUID, Reservation> byOrder = new HashMap<>();
    private final Map<String, Held> byAttempt = new HashMap<>();

    Known(Collection<Reservation> existing) {
      existing.forEach(this::add);
    }

    void add(Reservation reservation) {
      byOrder.put(reservation.orderId(), reservation);
      if (reservation instanceof Held held) {
        byAttempt.put(held.attempt(), held);
      }
    }

    Optional<ReservationOutcome> answer(ReserveStock request) {
      Reservation before =
          byOrder.getOrDefault(request.orderId(), byAttempt.get(request.attempt()));
      return Optional.ofNullable(before)
          .map(
              found ->
                  switch (found) {
                    case Held held -> new Reserved(held.orderId(), held.expiresAt());
                    case Reservation.Sold sold -> new Reserved(sold.orderId(), request.expiresAt());
                    case Reservation.Ended ended -> new Ended();
                  });
    }
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

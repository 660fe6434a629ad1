package stampede.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import stampede.contracts.inventory.ReserveStock;
import stampede.contracts.inventory.StockEvent;
import stampede.contracts.inventory.StockEvent.ReservationExpired;
import stampede.contracts.inventory.StockEvent.StockCommitRefused;
import stampede.contracts.inventory.StockEvent.StockCommitted;
import stampede.contracts.inventory.StockEvent.StockReleased;
import stampede.contracts.inventory.StockEvent.StockReserved;
import stampede.contracts.inventory.StockEvent.StockReturned;
import stampede.contracts.inventory.StockLine;
import stampede.platform.aggregate.Decision;

/**
 * What is held for an order, or was sold to it. Commands that come twice or too late change
 * nothing, so that they are harmless.
 */
sealed interface Reservation {

  /** The order; one reservation each. */
  UUID orderId();

  /** How many events it has had. */
  long version();

  /** The order is paid: what is held is sold. */
  Decision<Reservation, StockEvent> commit();

  /** Some lines were cancelled: they are available again. */
  Decision<Reservation, StockEvent> release(List<StockLine> lines);

  /** The order was cancelled: everything is available again. */
  Decision<Reservation, StockEvent> releaseAll();

  /** The customer sent lines back: they are available again. */
  Decision<Reservation, StockEvent> takeBack(List<StockLine> lines);

  /** The time is over if it is past that of the hold. */
  Decision<Reservation, StockEvent> expire(Instant now);

  /** A new one. */
  static Decision<Reservation, StockEvent> hold(ReserveStock request) {
    return Decision.of(
        new Held(
            request.orderId(), request.attempt(), 1, pieces(request.lines()), request.expiresAt()),
        List.of(new StockReserved(request.orderId(), request.lines(), request.expiresAt())));
  }

  /**
   * What was asked for is not wanted any more. When it is not there yet, it will not be: the
   * request may still be on its way.
   */
  static Decision<Reservation, StockEvent> abandon(UUID orderId, Optional<Reservation> before) {
    return before
        .map(Reservation::releaseAll)
        .orElseGet(
            () ->
                Decision.of(new Ended(orderId, 1), List.of(new StockReleased(orderId, List.of()))));
  }

  /** Held until it is paid, cancelled or expires; whoever tries the same order again finds it. */
  record Held(
      UUID orderId,
      String attempt,
      long version,
      Map<String, Integer> skuToPieces,
      Instant expiresAt)
      implements Reservation {

    @Override
    public Decision<Reservation, StockEvent> commit() {
      return Decision.of(
          new Sold(orderId, version + 1, skuToPieces), List.of(new StockCommitted(orderId)));
    }

    @Override
    public Decision<Reservation, StockEvent> release(List<StockLine> lines) {
      Map<String, Integer> left = minus(skuToPieces, lines);
      return Decision.of(
          left.isEmpty()
              ? new Ended(orderId, version + 1)
              : new Held(orderId, attempt, version + 1, left, expiresAt),
          List.of(new StockReleased(orderId, lines)));
    }

    @Override
    public Decision<Reservation, StockEvent> releaseAll() {
      return release(lines(skuToPieces));
    }

    /** Nothing was sold that could come back; the inbox keeps events from overtaking each other. */
    @Override
    public Decision<Reservation, StockEvent> takeBack(List<StockLine> lines) {
      throw new IllegalStateException("order " + orderId + " returns what it has not bought");
    }

    @Override
    public Decision<Reservation, StockEvent> expire(Instant now) {
      return now.isBefore(expiresAt)
          ? Decision.silently(this)
          : Decision.of(new Ended(orderId, version + 1), List.of(new ReservationExpired(orderId)));
    }
  }

  /** Sold; pieces may still come back. */
  record Sold(UUID orderId, long version, Map<String, Integer> skuToPieces) implements Reservation {

    @Override
    public Decision<Reservation, StockEvent> commit() {
      return Decision.silently(this);
    }

    @Override
    public Decision<Reservation, StockEvent> release(List<StockLine> lines) {
      return back(lines, new StockReleased(orderId, lines));
    }

    @Override
    public Decision<Reservation, StockEvent> releaseAll() {
      return release(lines(skuToPieces));
    }

    @Override
    public Decision<Reservation, StockEvent> takeBack(List<StockLine> lines) {
      return back(lines, new StockReturned(orderId, lines));
    }

    private Decision<Reservation, StockEvent> back(List<StockLine> lines, StockEvent event) {
      Map<String, Integer> left = minus(skuToPieces, lines);
      return Decision.of(
          left.isEmpty() ? new Ended(orderId, version + 1) : new Sold(orderId, version + 1, left),
          List.of(event));
    }

    @Override
    public Decision<Reservation, StockEvent> expire(Instant now) {
      return Decision.silently(this);
    }
  }

  /** Nothing is held or sold any more. */
  record Ended(UUID orderId, long version) implements Reservation {

    @Override
    public Decision<Reservation, StockEvent> commit() {
      return Decision.of(new Ended(orderId, version + 1), List.of(new StockCommitRefused(orderId)));
    }

    @Override
    public Decision<Reservation, StockEvent> release(List<StockLine> lines) {
      return Decision.silently(this);
    }

    @Override
    public Decision<Reservation, StockEvent> releaseAll() {
      return Decision.silently(this);
    }

    @Override
    public Decision<Reservation, StockEvent> takeBack(List<StockLine> lines) {
      return Decision.silently(this);
    }

    @Override
    public Decision<Reservation, StockEvent> expire(Instant now) {
      return Decision.silently(this);
    }
  }

  /** How many pieces of each product, by SKU. */
  static Map<String, Integer> pieces(List<StockLine> lines) {
    Map<String, Integer> skuToPieces = new TreeMap<>();
    lines.forEach(line -> skuToPieces.merge(line.sku(), line.quantity(), Math::addExact));
    return skuToPieces;
  }

  private static List<StockLine> lines(Map<String, Integer> skuToPieces) {
    return skuToPieces.entrySet().stream()
        .map(entry -> new StockLine(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** What is left; fails when more is taken than there is. */
  private static Map<String, Integer> minus(Map<String, Integer> from, List<StockLine> lines) {
    Map<String, Integer> left = new TreeMap<>(from);
    pieces(lines)
        .forEach(
            (sku, taken) -> {
              int remaining = left.getOrDefault(sku, 0) - taken;
              if (remaining < 0) {
                throw new IllegalStateException(
                    "%d pieces of %s are to come back, and only %d are out"
                        .formatted(taken, sku, taken + remaining));
              }
              left.put(sku, remaining);
            });
    left.values().removeIf(pieces -> pieces == 0);
    return left;
  }
}

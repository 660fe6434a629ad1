package stampede.auditor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import stampede.contracts.Event;
import stampede.contracts.inventory.StockEvent;
import stampede.contracts.inventory.StockEvent.ReservationEvent;
import stampede.contracts.inventory.StockLine;

/** A reservation, as its events tell it. */
final class ReservationFold implements Fold {

  private boolean made;
  private ReservationState state = ReservationState.ENDED;
  private Pieces pieces = Pieces.NONE;
  private Instant expiresAt = Instant.EPOCH;

  @Override
  public Optional<String> apply(Event event) {
    Object before = made ? state : "not made";
    boolean fits = go((ReservationEvent) event);
    return Fold.fits(fits, event, before);
  }

  private boolean go(ReservationEvent event) {
    return switch (event) {
      case StockEvent.StockReserved reserved -> {
        boolean fits = !made;
        made = true;
        state = ReservationState.HELD;
        pieces = Pieces.of(reserved.lines());
        expiresAt = reserved.expiresAt();
        yield fits;
      }
      case StockEvent.StockCommitted committed -> {
        boolean fits = state == ReservationState.HELD;
        state = ReservationState.SOLD;
        yield fits;
      }
      case StockEvent.StockCommitRefused refused -> made && state == ReservationState.ENDED;
      case StockEvent.ReservationExpired expired -> {
        boolean fits = state == ReservationState.HELD;
        end();
        yield fits;
      }
      case StockEvent.StockReleased released when !made -> {
        made = true; // given up before it arrived, so that it never will be held
        yield released.lines().isEmpty();
      }
      case StockEvent.StockReleased released ->
          state != ReservationState.ENDED && giveBack(released.lines());
      case StockEvent.StockReturned returned ->
          state == ReservationState.SOLD && giveBack(returned.lines());
    };
  }

  /** False when more comes back than was out. */
  private boolean giveBack(List<StockLine> lines) {
    pieces = pieces.minus(Pieces.of(lines));
    boolean enough = !pieces.hasNegative();
    if (pieces.isEmpty()) {
      end();
    }
    return enough;
  }

  private void end() {
    state = ReservationState.ENDED;
    pieces = Pieces.NONE;
  }

  ReservationState state() {
    return state;
  }

  Pieces pieces() {
    return pieces;
  }

  Instant expiresAt() {
    return expiresAt;
  }
}

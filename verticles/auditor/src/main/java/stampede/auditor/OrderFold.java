package stampede.auditor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import stampede.contracts.Event;
import stampede.contracts.Money;
import stampede.contracts.inventory.StockLine;
import stampede.contracts.order.OrderEvent;
import stampede.contracts.order.OrderEvent.OrderCancellationRequested;
import stampede.contracts.order.OrderEvent.OrderPlaced;

/** An order, as its events tell it. */
final class OrderFold implements Fold {

  private static final Set<OrderState> BEFORE_DELIVERY =
      EnumSet.of(OrderState.PLACED, OrderState.PAYMENT_UNKNOWN, OrderState.PAID);
  private static final Set<OrderState> AWAITING_PAYMENT =
      EnumSet.of(OrderState.PLACED, OrderState.PAYMENT_UNKNOWN);

  private boolean placed;
  private OrderState state = OrderState.PLACED;
  private String customerId = "";
  private String currency = "";
  private Instant expiresAt = Instant.EPOCH;
  private List<Line> lines = List.of();
  private String reason = "";
  private Map<String, OrderCancellationRequested> requests = Map.of();
  private Pieces confirmed = Pieces.NONE;
  private List<String> wrongTotals = List.of();

  @Override
  public Optional<String> apply(Event event) {
    if (event instanceof OrderPlaced first) {
      boolean fits = !placed;
      place(first);
      return Fold.fits(fits, event, state);
    }
    boolean fits = placed && fits((OrderEvent) event);
    OrderState before = state;
    go((OrderEvent) event);
    return Fold.fits(fits, event, placed ? before : "not placed");
  }

  private void place(OrderPlaced first) {
    placed = true;
    state = OrderState.PLACED;
    customerId = first.customerId();
    expiresAt = first.expiresAt();
    lines =
        first.lines().stream()
            .map(line -> new Line(line.sku(), line.quantity(), line.unitPrice().minorUnits(), 0, 0))
            .toList();
    Set<String> currencies = new TreeSet<>();
    first.lines().forEach(line -> currencies.add(line.unitPrice().currency()));
    currency = String.join("+", currencies).intern();
    checkOwed(first.owed());
  }

  private boolean fits(OrderEvent event) {
    return switch (event) {
      case OrderPlaced again -> false;
      case OrderEvent.OrderPaymentUnknown unknown -> state == OrderState.PLACED;
      case OrderEvent.OrderPaid paid -> AWAITING_PAYMENT.contains(state);
      case OrderEvent.OrderConfirmed confirmation ->
          state == OrderState.PAID && Pieces.of(confirmation.lines()).equals(Line.kept(lines));
      case OrderCancellationRequested requested ->
          state == OrderState.CONFIRMED && !requests.containsKey(requested.cancellationId());
      case OrderEvent.OrderCancellationRefused refused ->
          state == OrderState.CANCELLING && requests.containsKey(refused.cancellationId());
      case OrderEvent.OrderLinesCancelled cancelled ->
          (BEFORE_DELIVERY.contains(state) || state == OrderState.CANCELLING)
              && !Line.kept(lines).minus(Pieces.of(cancelled.lines())).hasNegative();
      case OrderEvent.OrderCancelled cancelled -> !state.ended();
      case OrderEvent.OrderShipped shipped -> state == OrderState.CONFIRMED;
      case OrderEvent.OrderDelivered delivered -> state == OrderState.SHIPPED;
      case OrderEvent.OrderLinesReturned returned ->
          state == OrderState.DELIVERED
              && !Line.kept(lines).minus(Pieces.of(returned.lines())).hasNegative();
    };
  }

  private void go(OrderEvent event) {
    switch (event) {
      case OrderPlaced again -> {}
      case OrderEvent.OrderPaymentUnknown unknown -> state = OrderState.PAYMENT_UNKNOWN;
      case OrderEvent.OrderPaid paid -> state = OrderState.PAID;
      case OrderEvent.OrderConfirmed confirmation -> {
        state = OrderState.CONFIRMED;
        confirmed = Pieces.of(confirmation.lines());
      }
      case OrderCancellationRequested requested -> {
        state = OrderState.CANCELLING;
        requests = new HashMap<>(requests);
        requests.put(requested.cancellationId(), requested);
      }
      case OrderEvent.OrderCancellationRefused refused -> state = OrderState.CONFIRMED;
      case OrderEvent.OrderLinesCancelled cancelled -> {
        state = state == OrderState.CANCELLING ? OrderState.CONFIRMED : state;
        change(cancelled.lines(), Line::cancel);
        checkOwed(cancelled.owed());
      }
      case OrderEvent.OrderCancelled cancelled -> {
        state = OrderState.CANCELLED;
        reason = cancelled.reason().name();
        lines = lines.stream().map(line -> line.cancel(line.kept())).toList();
        checkOwed(cancelled.owed());
      }
      case OrderEvent.OrderShipped shipped -> state = OrderState.SHIPPED;
      case OrderEvent.OrderDelivered delivered -> state = OrderState.DELIVERED;
      case OrderEvent.OrderLinesReturned returned -> {
        change(returned.lines(), Line::takeBack);
        checkOwed(returned.owed());
      }
    }
  }

  private void change(List<StockLine> pieces, BiFunction<Line, Integer, Line> change) {
    Map<String, Integer> skuToPieces = new HashMap<>();
    pieces.forEach(line -> skuToPieces.merge(line.sku(), line.quantity(), Integer::sum));
    lines =
        lines.stream()
            .map(
                line -> {
                  Integer count = skuToPieces.get(line.sku());
                  return count == null ? line : change.apply(line, count);
                })
            .toList();
  }

  private void checkOwed(Money told) {
    Money expected = owed();
    if (told.minorUnits() != expected.minorUnits() || !told.currency().equals(currency)) {
      wrongTotals = new ArrayList<>(wrongTotals);
      wrongTotals.add(
          "it said that %s is owed, and its lines come to %d %s"
              .formatted(told, expected.minorUnits(), currency));
    }
  }

  private Money owed() {
    String one = currency.contains("+") ? currency.substring(0, currency.indexOf('+')) : currency;
    return new Money(Line.owed(lines), one);
  }

  OrderState state() {
    return state;
  }

  String customerId() {
    return customerId;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  String currency() {
    return currency;
  }

  List<Line> lines() {
    return lines;
  }

  /** Why it was cancelled; empty if it was not. */
  String reason() {
    return reason;
  }

  /** What delivery was asked to deliver. */
  Pieces confirmed() {
    return confirmed;
  }

  /** What was asked to be taken out of it while delivery had it, by cancellation. */
  Map<String, OrderCancellationRequested> requests() {
    return requests;
  }

  /** Where it said that something else is owed than its lines come to. */
  List<String> wrongTotals() {
    return wrongTotals;
  }
}

package stampede.order;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stampede.contracts.FailureCode;
import stampede.contracts.inventory.StockLine;
import stampede.order.Cancellation.Kind;
import stampede.order.Cancellation.Status;

/**
 * Somebody wants pieces cancelled or sent back. Tells what that means for the order as it is.
 *
 * @param id the idempotency key
 * @param lines the pieces; everything that remains when empty
 */
record Wish(String id, String requestHash, Kind kind, List<StockLine> lines) {

  /** What a wish comes to. */
  sealed interface Outcome {

    /** It can be done, or asked of delivery. */
    record Possible(Cancellation cancellation) implements Outcome {}

    /** It has been dealt with before, under the same key. */
    record Repeated(Cancellation cancellation) implements Outcome {}

    /** It cannot be. */
    record Impossible(FailureCode code, String detail, String pointer) implements Outcome {}
  }

  /** What it comes to for that order. */
  Outcome of(Order order) {
    Optional<Cancellation> earlier = order.details().cancellation(id);
    if (earlier.isPresent()) {
      return earlier.get().requestHash().equals(requestHash)
          ? new Outcome.Repeated(earlier.get())
          : new Outcome.Impossible(
              FailureCode.IDEMPOTENCY_KEY_REUSED,
              "this key was used for another request: expected the same request, or a new key",
              "Idempotency-Key");
    }
    return stateForbids(order)
        .<Outcome>map(
            why ->
                new Outcome.Impossible(
                    kind == Kind.RETURN ? FailureCode.NOT_RETURNABLE : FailureCode.NOT_CANCELLABLE,
                    why,
                    ""))
        .orElseGet(() -> pieces(order.details()));
  }

  private Optional<String> stateForbids(Order order) {
    if (kind == Kind.RETURN) {
      return order instanceof Order.Delivered
          ? Optional.empty()
          : Optional.of("only what has been delivered can be returned");
    }
    return switch (order) {
      case Order.BeforeDelivery open -> Optional.empty();
      case Order.Confirmed confirmed -> Optional.empty();
      case Order.Cancelling cancelling ->
          Optional.of("another cancellation of this order is being dealt with");
      case Order.Shipped shipped ->
          Optional.of("the order is on its way: expected a return once it is delivered");
      case Order.Delivered delivered ->
          Optional.of("the order has been delivered: expected a return");
      case Order.Cancelled cancelled -> Optional.of("the order has been cancelled already");
    };
  }

  private Outcome pieces(OrderDetails details) {
    Map<String, Integer> remaining = new HashMap<>();
    details.remaining().forEach(line -> remaining.put(line.sku(), line.quantity()));
    if (remaining.isEmpty()) {
      return new Outcome.Impossible(
          FailureCode.NOT_RETURNABLE, "nothing is left of this order", "");
    }
    List<StockLine> wanted = lines.isEmpty() ? details.remaining() : merged(lines);
    for (StockLine line : wanted) {
      int left = remaining.merge(line.sku(), -line.quantity(), Integer::sum);
      if (left < 0) {
        return new Outcome.Impossible(
            FailureCode.INVALID_BODY,
            "of %s there are %d pieces left".formatted(line.sku(), left + line.quantity()),
            "/lines");
      }
    }
    boolean everything = remaining.values().stream().allMatch(left -> left == 0);
    return new Outcome.Possible(
        new Cancellation(id, requestHash, kind, wanted, everything, Status.REQUESTED));
  }

  private static List<StockLine> merged(List<StockLine> lines) {
    Map<String, Integer> skuToPieces = new LinkedHashMap<>();
    lines.forEach(line -> skuToPieces.merge(line.sku(), line.quantity(), Math::addExact));
    return skuToPieces.entrySet().stream()
        .map(entry -> new StockLine(entry.getKey(), entry.getValue()))
        .toList();
  }
}

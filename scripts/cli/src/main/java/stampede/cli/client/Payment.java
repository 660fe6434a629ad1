package stampede.cli.client;

import stampede.contracts.Money;

/**
 * The payment of an order.
 *
 * @param captured what the provider has taken
 * @param refunded what it has given back
 */
public record Payment(String state, Money captured, Money refunded) {

  /** Whether the shop has kept just what is owed for the order. */
  public boolean settles(PlacedOrder order) {
    return !state.equals("PENDING")
        && !state.equals("UNKNOWN")
        && captured.minus(refunded).equals(order.owed());
  }
}

package stampede.cli.client;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import stampede.contracts.Money;

/**
 * An order as the shop shows it.
 *
 * @param state one of the API's order states
 * @param total what it cost when it was placed
 * @param owed what the customer owes for what he keeps
 */
public record PlacedOrder(
    UUID id,
    String state,
    Money total,
    Money owed,
    Optional<String> cancelledBecause,
    List<Cancellation> cancellations) {

  /** A wish to cancel or to return, under the key that it came with. */
  public record Cancellation(String id, String status) {}

  /** Whether nothing more happens to it by itself. */
  public boolean hasEnded() {
    return state.equals("DELIVERED") || state.equals("CANCELLED");
  }

  /** What has become of the wish with that key. */
  public Optional<String> statusOf(String key) {
    return cancellations.stream()
        .filter(cancellation -> cancellation.id().equals(key))
        .map(Cancellation::status)
        .findFirst();
  }
}

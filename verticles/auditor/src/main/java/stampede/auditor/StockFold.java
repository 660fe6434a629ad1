package stampede.auditor;

import java.util.Optional;
import stampede.contracts.Event;
import stampede.contracts.inventory.StockEvent.StockAdjusted;
import stampede.contracts.inventory.StockEvent.StockReceived;

/** What came in of a product, less what adjustments took away, as its events tell it. */
final class StockFold implements Fold {

  private long received;

  @Override
  public Optional<String> apply(Event event) {
    received +=
        switch (event) {
          case StockReceived receipt -> receipt.quantity();
          case StockAdjusted adjustment -> adjustment.change();
          default -> throw new IllegalArgumentException("no event of a product's stock: " + event);
        };
    return Fold.fits(received >= 0, event, "%d pieces then".formatted(received));
  }

  long received() {
    return received;
  }
}

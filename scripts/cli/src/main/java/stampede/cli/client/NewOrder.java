package stampede.cli.client;

import java.util.List;
import stampede.contracts.inventory.StockLine;
import stampede.contracts.order.ShippingAddress;

/** What a customer wants. The server sets the prices. */
public record NewOrder(List<StockLine> lines, String paymentToken, ShippingAddress shipTo) {

  /** Copies the lines. */
  public NewOrder {
    lines = List.copyOf(lines);
  }
}

package stampede.order;

import java.util.List;
import stampede.contracts.inventory.StockLine;
import stampede.contracts.order.ShippingAddress;

/**
 * What a customer wants to order. Prices are not his to name.
 *
 * @param lines each product at most once
 * @param paymentToken stands for his means of payment at the provider
 */
record NewOrder(List<StockLine> lines, String paymentToken, ShippingAddress shipTo) {

  NewOrder {
    lines = List.copyOf(lines);
  }
}

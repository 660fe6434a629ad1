package stampede.order;

import stampede.contracts.Money;
import stampede.contracts.order.OrderedLine;

/**
 * A line of an order and what has become of its pieces.
 *
 * @param quantity pieces that were ordered
 * @param unitPrice what one piece cost when it was ordered
 * @param cancelled pieces that were cancelled
 * @param returned pieces that came back
 */
record OrderLine(
    String sku, String name, int quantity, Money unitPrice, int cancelled, int returned) {

  static OrderLine ordered(String sku, String name, int quantity, Money unitPrice) {
    return new OrderLine(sku, name, quantity, unitPrice, 0, 0);
  }

  /** Pieces that the customer still has, or will have. */
  int remaining() {
    return quantity - cancelled - returned;
  }

  Money owed() {
    return unitPrice.times(remaining());
  }

  OrderLine cancel(int pieces) {
    return new OrderLine(sku, name, quantity, unitPrice, cancelled + pieces, returned);
  }

  OrderLine takeBack(int pieces) {
    return new OrderLine(sku, name, quantity, unitPrice, cancelled, returned + pieces);
  }

  OrderedLine asOrdered() {
    return new OrderedLine(sku, name, quantity, unitPrice);
  }
}

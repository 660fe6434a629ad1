package stampede.order;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stampede.contracts.FailureCode;
import stampede.contracts.Money;
import stampede.contracts.inventory.StockLine;

/** What an order would cost at the catalogue's prices, or why it cannot be had. Pure. */
sealed interface Quote {

  /** It can be had at these prices. */
  record Priced(List<OrderLine> lines) implements Quote {}

  /** It cannot, because of that part of the request. */
  record Refused(FailureCode code, String detail, String pointer) implements Quote {}

  static Quote of(List<StockLine> wanted, Map<String, Product> products) {
    List<OrderLine> lines = new ArrayList<>(wanted.size());
    Set<String> skus = new HashSet<>();
    for (int i = 0; i < wanted.size(); i++) {
      StockLine line = wanted.get(i);
      Product product = products.get(line.sku());
      String pointer = "/lines/" + i + "/sku";
      if (product == null || !product.onSale()) {
        return new Refused(
            FailureCode.UNKNOWN_PRODUCT, "there is no product with this SKU on sale", pointer);
      }
      if (!skus.add(line.sku())) {
        return new Refused(
            FailureCode.INVALID_BODY, "expected each product in one line only", pointer);
      }
      lines.add(OrderLine.ordered(line.sku(), product.name(), line.quantity(), product.price()));
    }
    return checked(lines);
  }

  private static Quote checked(List<OrderLine> lines) {
    String currency = lines.getFirst().unitPrice().currency();
    Money total = Money.zero(currency);
    for (int i = 0; i < lines.size(); i++) {
      OrderLine line = lines.get(i);
      if (!line.unitPrice().currency().equals(currency)) {
        return new Refused(
            FailureCode.MIXED_CURRENCIES,
            "expected products of one currency: the first line is in " + currency,
            "/lines/" + i + "/sku");
      }
      try {
        total = total.plus(line.owed());
      } catch (ArithmeticException e) {
        return new Refused(
            FailureCode.AMOUNT_TOO_LARGE, "the total is too large", "/lines/" + i + "/quantity");
      }
    }
    return new Priced(lines);
  }
}

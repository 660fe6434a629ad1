package stampede.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import stampede.cli.client.NewOrder;
import stampede.cli.client.Product;
import stampede.contracts.Money;
import stampede.contracts.inventory.StockLine;
import stampede.contracts.order.ShippingAddress;

/**
 * A small shop that is made up: what it sells and who orders what. Pure; the same seed makes the
 * same shop.
 *
 * @param products what it sells; {@link #PIECES} of each are in stock
 */
record Demo(long seed, List<Product> products, List<Order> orders) {

  /** Pieces of each product, more than all orders together can want. */
  static final int PIECES = 500;

  private static final int PRODUCTS = 12;
  private static final int ORDERS = 25;
  private static final int MOST_LINES = 4;
  private static final int MOST_PIECES = 5;
  private static final List<String> CUSTOMERS =
      List.of("alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi");
  private static final List<String> MADE_OF =
      List.of("Oak", "Linen", "Copper", "Glass", "Wool", "Slate", "Cork", "Brass", "Felt", "Clay");
  private static final List<String> THINGS =
      List.of("Tray", "Lamp", "Basket", "Jug", "Clock", "Bowl", "Frame", "Cushion", "Vase", "Hook");
  private static final List<String> STREETS =
      List.of("Mill Lane", "Church Road", "Station Street", "Harbour Walk", "Orchard Close");
  private static final List<String> TOWNS =
      List.of("Ambleford", "Northwick", "Saltmarsh", "Elmbridge", "Stonehaven");

  /** How a story goes. */
  enum Ending {
    DELIVERED,
    PAYMENT_DECLINED,
    DELIVERY_FAILED,
    CANCELLED,
    RETURNED
  }

  /** An order and what it will come to. */
  record Order(String key, String customer, NewOrder wanted, Ending ending) {}

  Demo {
    products = List.copyOf(products);
    orders = List.copyOf(orders);
  }

  static Demo of(long seed) {
    Random random = new Random(seed);
    List<Product> products = new ArrayList<>(PRODUCTS);
    for (int i = 1; i <= PRODUCTS; i++) {
      products.add(product("demo-%d-%02d".formatted(seed, i), random));
    }
    List<Order> orders = new ArrayList<>(ORDERS);
    for (int i = 1; i <= ORDERS; i++) {
      orders.add(order("demo-%d-%d".formatted(seed, i), ending(i), products, random));
    }
    return new Demo(seed, products, orders);
  }

  private static Ending ending(int number) {
    return switch (number) {
      case 5 -> Ending.PAYMENT_DECLINED;
      case 10 -> Ending.DELIVERY_FAILED;
      case 15 -> Ending.CANCELLED;
      case 20 -> Ending.RETURNED;
      default -> Ending.DELIVERED;
    };
  }

  private static Product product(String sku, Random random) {
    return Product.of(
        sku,
        any(MADE_OF, random) + " " + any(THINGS, random),
        new Money(5L * (50 + random.nextInt(1_000)), "GBP"));
  }

  private static Order order(String key, Ending ending, List<Product> products, Random random) {
    TreeMap<String, Integer> pieces = new TreeMap<>();
    for (int lines = 1 + random.nextInt(MOST_LINES); lines > 0; lines--) {
      pieces.put(any(products, random).sku(), 1 + random.nextInt(MOST_PIECES));
    }
    String customer = any(CUSTOMERS, random);
    String street = 1 + random.nextInt(99) + " " + any(STREETS, random);
    NewOrder wanted =
        new NewOrder(
            pieces.entrySet().stream()
                .map(entry -> new StockLine(entry.getKey(), entry.getValue()))
                .toList(),
            ending == Ending.PAYMENT_DECLINED ? "tok_declined" : "tok_demo",
            new ShippingAddress(
                Character.toUpperCase(customer.charAt(0)) + customer.substring(1),
                ending == Ending.DELIVERY_FAILED ? "Return to sender" : street,
                any(TOWNS, random),
                "DM%d 1AA".formatted(1 + random.nextInt(20)),
                "GB"));
    return new Order(key, customer, wanted, ending);
  }

  private static <T> T any(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}

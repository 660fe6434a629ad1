package stampede.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import stampede.cli.client.Answer;
import stampede.cli.client.CannotGoOn;
import stampede.cli.client.Credentials;
import stampede.cli.client.Payment;
import stampede.cli.client.PlacedOrder;
import stampede.cli.client.Product;
import stampede.cli.client.Shop;
import stampede.cli.client.TokenIssuer;
import stampede.cli.client.Undoing;
import stampede.contracts.Role;
import stampede.contracts.inventory.StockLine;

/** Has a demo happen in the shop, once however often it is run. */
record DemoRun(Shop shop, Undoing undoing, TokenIssuer issuer) {

  /** An order that has ended, and what was paid and given back for it. */
  record Ended(Demo.Order order, PlacedOrder placed, Payment payment) {}

  void stock(Demo demo) throws InterruptedException {
    Credentials staff = issuer.credentials("demo", Role.STAFF);
    for (Product product : demo.products()) {
      orFail(shop.create(staff, product));
      String key = "opening-" + product.sku();
      orFail(shop.receive(staff, key, product.sku(), Demo.PIECES, "opening stock of the demo"));
    }
  }

  /** Places all orders, and cancels the one that is to be cancelled before it can be sent. */
  List<PlacedOrder> place(Demo demo) throws InterruptedException {
    List<PlacedOrder> placed = new ArrayList<>();
    for (Demo.Order order : demo.orders()) {
      Credentials customer = customer(order);
      PlacedOrder answer = orFail(shop.place(customer, order.key(), order.wanted()));
      if (order.ending() == Demo.Ending.CANCELLED) {
        undoing.undo(customer, answer.id(), order.key(), order.wanted().lines());
      }
      placed.add(answer);
    }
    return placed;
  }

  /** Waits for the end of an order and of the money that goes back for it. */
  Ended end(Demo.Order order, UUID id) throws InterruptedException {
    Credentials customer = customer(order);
    PlacedOrder ended = inTime(undoing.await(customer, id, PlacedOrder::hasEnded));
    if (order.ending() == Demo.Ending.RETURNED && ended.state().equals("DELIVERED")) {
      ended = orFail(shop.sendBack(customer, id, "return-" + order.key(), sentBack(order)));
    }
    PlacedOrder last = ended;
    return new Ended(
        order, last, inTime(undoing.awaitPayment(customer, id, payment -> payment.settles(last))));
  }

  /** One piece of the first product. */
  static List<StockLine> sentBack(Demo.Order order) {
    return List.of(new StockLine(order.wanted().lines().getFirst().sku(), 1));
  }

  private Credentials customer(Demo.Order order) {
    return issuer.credentials(order.customer(), Role.CUSTOMER);
  }

  private static <T> T orFail(Answer<T> answer) {
    return answer.orElseThrow(
        problem ->
            new CannotGoOn(
                "The shop does not do it: %s. Another --seed makes products and orders of its own."
                    .formatted(problem)));
  }

  private static <T> T inTime(Optional<T> awaited) {
    return awaited.orElseThrow(
        () ->
            new CannotGoOn(
                "The orders have not ended in time. Look at the shop's log, then run this again."));
  }
}

package stampede.cli.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import stampede.contracts.FailureCode;
import stampede.contracts.inventory.StockLine;

/**
 * Undoes a purchase: cancels the pieces while that is possible, and otherwise sends them back once
 * they are delivered. However often it is done under the same name, it has one effect: the
 * cancellation always comes first, and one that was done before is answered as done.
 *
 * @param delivered how long an order may take to be delivered
 * @param pause between looks at an order
 */
public record Undoing(Shop shop, Duration delivered, Duration pause) {

  /** What came of it. */
  public sealed interface Outcome {

    /** The pieces were not sent. */
    record Cancelled() implements Outcome {}

    /** The pieces were delivered and came back. */
    record Returned() implements Outcome {}

    /** Neither was possible. */
    record NotDone(String why) implements Outcome {}
  }

  /**
   * Undoes those pieces of an order.
   *
   * @param name what this is known by, the same when it is done again; up to 100 characters
   */
  public Outcome undo(Credentials caller, UUID orderId, String name, List<StockLine> pieces)
      throws InterruptedException {
    String key = "cancel-" + name;
    Answer<PlacedOrder> answer = shop.cancel(caller, orderId, key, pieces);
    if (answer instanceof Answer.Refused<PlacedOrder>(Problem problem)) {
      return problem.is(FailureCode.NOT_CANCELLABLE)
          ? takeBack(caller, orderId, name, pieces)
          : new Outcome.NotDone(problem.toString());
    }
    Optional<PlacedOrder> settled =
        await(
            caller,
            orderId,
            order -> order.hasEnded() || !order.statusOf(key).equals(Optional.of("REQUESTED")));
    if (settled.isEmpty()) {
      return new Outcome.NotDone("the carrier has not said yet whether it was in time");
    }
    return settled.get().statusOf(key).equals(Optional.of("DONE"))
        ? new Outcome.Cancelled()
        : takeBack(caller, orderId, name, pieces);
  }

  private Outcome takeBack(Credentials caller, UUID orderId, String name, List<StockLine> pieces)
      throws InterruptedException {
    Optional<PlacedOrder> ended = await(caller, orderId, PlacedOrder::hasEnded);
    if (ended.isEmpty()) {
      return new Outcome.NotDone("the order has not been delivered in time");
    }
    if (ended.get().state().equals("CANCELLED")) {
      return new Outcome.NotDone(
          "the order was cancelled before: " + ended.get().cancelledBecause().orElse("unknown"));
    }
    return switch (shop.sendBack(caller, orderId, "return-" + name, pieces)) {
      case Answer.Done<PlacedOrder> done -> new Outcome.Returned();
      case Answer.Refused<PlacedOrder>(Problem problem) -> new Outcome.NotDone(problem.toString());
    };
  }

  /** The order once it is as wanted; empty when it takes too long. */
  public Optional<PlacedOrder> await(
      Credentials caller, UUID orderId, Predicate<PlacedOrder> wanted) throws InterruptedException {
    return await(() -> Optional.of(shop.order(caller, orderId)).filter(wanted));
  }

  /** The payment of an order once it is as wanted; empty when it takes too long. */
  public Optional<Payment> awaitPayment(Credentials caller, UUID orderId, Predicate<Payment> wanted)
      throws InterruptedException {
    return await(() -> shop.payment(caller, orderId).filter(wanted));
  }

  private interface Look<T> {
    Optional<T> found() throws InterruptedException;
  }

  private <T> Optional<T> await(Look<T> look) throws InterruptedException {
    long start = System.nanoTime();
    while (true) {
      Optional<T> found = look.found();
      if (found.isPresent() || System.nanoTime() - start > delivered.toNanos()) {
        return found;
      }
      Thread.sleep(pause.toMillis());
    }
  }
}

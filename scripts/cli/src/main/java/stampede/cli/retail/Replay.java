package stampede.cli.retail;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import stampede.cli.client.Answer;
import stampede.cli.client.Credentials;
import stampede.cli.client.NewOrder;
import stampede.cli.client.PlacedOrder;
import stampede.cli.client.Problem;
import stampede.cli.client.Shop;
import stampede.cli.client.Undoing;
import stampede.contracts.order.ShippingAddress;

/**
 * Has the file's customers order again what they ordered, and take back what they took back.
 *
 * <p>Customers act side by side, and each orders in the order of the file: when the order before
 * has been answered. What is undone of an order may have to wait for its delivery; its customer
 * goes on ordering meanwhile, but undoes one thing of it after the other. Every key follows from
 * the numbers of the invoices, so that what an earlier run has done is answered and not done again.
 *
 * @param customers whom the customer of that id acts as
 */
record Replay(
    Shop shop,
    Undoing undoing,
    Function<String, Credentials> customers,
    Pace pace,
    Progress.Screen screen) {

  private static final String PAYMENT_TOKEN = "tok_online_retail";

  Tally.Result run(Plan plan) throws InterruptedException {
    Tally tally = new Tally();
    if (plan.start().isPresent()) {
      int steps = plan.orders().stream().mapToInt(order -> 1 + order.undone().size()).sum();
      try (Progress progress = screen.show("orders", steps)) {
        SideBySide.run(
            tasks(plan, new Start(plan.start().get(), System.nanoTime()), tally, progress));
      }
    }
    return tally.result();
  }

  /** When the file's time and ours began. */
  private record Start(LocalDateTime file, long nanos) {}

  /** An order whose turn it will be; what it is undone by waits for its id, empty if refused. */
  private record Turn(Plan.Order order, CompletableFuture<Optional<UUID>> id) {}

  private List<Callable<Void>> tasks(Plan plan, Start start, Tally tally, Progress progress) {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (Plan.Customer customer : plan.customers()) {
      Credentials caller = customers.apply(customer.id());
      List<Turn> turns =
          customer.orders().stream().map(o -> new Turn(o, new CompletableFuture<>())).toList();
      tasks.add(
          () -> {
            for (Turn turn : turns) {
              awaitTime(start, turn.order().invoice().at());
              turn.id().complete(place(caller, turn.order().invoice(), tally));
              progress.step(1);
            }
            return null;
          });
      for (Turn turn : turns) {
        if (!turn.order().undone().isEmpty()) {
          tasks.add(
              () -> {
                for (Undo undo : turn.order().undone()) {
                  awaitTime(start, undo.at());
                  undo(caller, turn.id(), undo, tally);
                  progress.step(1);
                }
                return null;
              });
        }
      }
    }
    return tasks;
  }

  private void awaitTime(Start start, LocalDateTime at) throws InterruptedException {
    long passed = (System.nanoTime() - start.nanos()) / 1_000_000;
    Thread.sleep(Math.max(0, pace.due(start.file(), at).toMillis() - passed));
  }

  private Optional<UUID> place(Credentials caller, Invoice invoice, Tally tally)
      throws InterruptedException {
    return switch (shop.place(caller, "invoice-" + invoice.number(), order(invoice))) {
      case Answer.Done<PlacedOrder>(PlacedOrder order) -> {
        tally.placed(invoice.guest(), order.total());
        yield Optional.of(order.id());
      }
      case Answer.Refused<PlacedOrder>(Problem problem) -> {
        tally.refused(problem.toString());
        yield Optional.empty();
      }
    };
  }

  /** The file tells no address but the country. */
  private static NewOrder order(Invoice invoice) {
    return new NewOrder(
        invoice.stockLines(),
        PAYMENT_TOKEN,
        new ShippingAddress(
            invoice.guest() ? "Guest" : "Customer " + invoice.customer(),
            "not in the file",
            invoice.country().isEmpty() ? "Unspecified" : invoice.country(),
            "",
            Countries.code(invoice.country())));
  }

  private void undo(
      Credentials caller, CompletableFuture<Optional<UUID>> placed, Undo undo, Tally tally)
      throws InterruptedException {
    Optional<UUID> id = answer(placed);
    if (id.isEmpty()) {
      tally.notUndone("its order was refused");
      return;
    }
    switch (undoing.undo(caller, id.get(), undo.number(), Invoice.stockLines(undo.pieces()))) {
      case Undoing.Outcome.Cancelled done -> tally.cancelled();
      case Undoing.Outcome.Returned done -> tally.returned();
      case Undoing.Outcome.NotDone(String why) -> tally.notUndone(why);
    }
  }

  private static <T> T answer(CompletableFuture<T> coming) throws InterruptedException {
    try {
      return coming.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("it is only ever completed", e);
    }
  }
}

package stampede.platform.aggregate;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import stampede.contracts.Event;
import stampede.platform.database.Database;
import stampede.platform.events.Outbox;

/**
 * A context's aggregates with the database they are in: the {@link AggregateStore} for contexts
 * that need nothing but aggregates. The relay is told after each commit. Thread-safe.
 */
public final class Aggregates<S, E extends Event> {

  private final Database database;
  private final Outbox<E> outbox;
  private final Mapping<S> mapping;
  private final AggregateStore<S, E> store;

  /** The aggregates of that mapping in that database, whose events go to that outbox. */
  public Aggregates(Database database, Outbox<E> outbox, Mapping<S> mapping) {
    this.database = database;
    this.outbox = outbox;
    this.mapping = mapping;
    this.store = new AggregateStore<>(mapping, outbox);
  }

  /** The aggregate, if there is one. */
  public Future<Optional<S>> find(UUID id) {
    return database.onConnection(connection -> store.find(connection, id));
  }

  /** Carries out instructions within a transaction that is somebody else's. */
  public Future<Void> carryOut(SqlConnection transaction, List<Instruction<S, E>> instructions) {
    return instructions.isEmpty()
        ? Future.succeededFuture()
        : store.carryOut(transaction, instructions).mapEmpty();
  }

  /** Carries out instructions that came together, in one transaction. */
  public Future<List<Void>> carryOut(List<Instruction<S, E>> instructions) {
    return database
        .inTransaction(transaction -> store.carryOut(transaction, instructions))
        .onSuccess(done -> outbox.committed())
        .map(done -> Collections.nCopies(instructions.size(), null));
  }

  /** Decides about one aggregate on behalf of somebody who gets an answer. */
  public <R> Future<R> decide(UUID id, Function<Optional<S>, Verdict<S, E, R>> decide) {
    return database
        .inTransaction(transaction -> store.decide(transaction, id, decide))
        .onSuccess(done -> outbox.committed());
  }

  /**
   * Takes at most so many that are due.
   *
   * @param take what is written down about each before anything is done about it; must put its due
   *     time into the future, or away
   * @return those that were taken, as they are then, each with its trace
   */
  public Future<List<Due<S>>> claim(Instant now, int most, UnaryOperator<S> take) {
    return database.inTransaction(
        transaction ->
            store
                .due(transaction, now, most)
                .compose(due -> store.carryOut(transaction, taking(due, take)))
                .map(
                    changes ->
                        changes.stream()
                            .map(change -> new Due<>(change.after(), change.trace()))
                            .toList()));
  }

  private List<Instruction<S, E>> taking(List<Due<S>> due, UnaryOperator<S> take) {
    List<Instruction<S, E>> instructions = new ArrayList<>(due.size());
    for (Due<S> each : due) {
      instructions.add(
          Instruction.change(
              mapping.id().apply(each.aggregate()),
              now -> Decision.silently(take.apply(now)),
              each.trace()));
    }
    return instructions;
  }
}

package stampede.platform.aggregate;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import stampede.contracts.Event;
import stampede.platform.events.NewEvent;
import stampede.platform.events.Outbox;
import stampede.platform.json.Json;
import stampede.platform.telemetry.Traces;

/**
 * Keeps aggregates in a table, and decides about them under their rows' locks. Rows are always
 * locked in the order of their ids. Thread-safe.
 */
public final class AggregateStore<S, E extends Event> {

  private final Mapping<S> mapping;
  private final Outbox<E> outbox;
  private final String findMany;
  private final String insert;
  private final String update;
  private final String due;

  /** The store of that table, whose events go to that outbox. */
  public AggregateStore(Mapping<S> mapping, Outbox<E> outbox) {
    this.mapping = mapping;
    this.outbox = outbox;
    String table = mapping.table();
    this.findMany = "SELECT id, document::text FROM " + table + " WHERE id = ANY ($1)";
    this.insert =
        """
        INSERT INTO %s (id, state, version, due_at, document, trace)
        SELECT id, state, version, due_at, document::jsonb, trace
        FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::timestamptz[], $5::text[], $6::text[])
          AS new (id, state, version, due_at, document, trace)
        """
            .formatted(table);
    this.update =
        """
        UPDATE %1$s SET state = new.state, version = new.version, due_at = new.due_at,
          document = new.document::jsonb, trace = new.trace
        FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::timestamptz[], $5::text[], $6::text[])
          AS new (id, state, version, due_at, document, trace)
        WHERE %1$s.id = new.id
        """
            .formatted(table);
    this.due =
        """
        SELECT document::text, trace FROM %s WHERE due_at <= $1
        ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED
        """
            .formatted(table);
  }

  /**
   * An aggregate as it is when decided about, and as it is afterwards.
   *
   * @param trace the {@code traceparent} of what changed it
   */
  public record Change<S>(Optional<S> before, S after, String trace) {}

  /** Those of the aggregates that exist, by id, not locked. */
  public Future<Map<UUID, S>> find(SqlConnection connection, Collection<UUID> ids) {
    return find(connection, findMany, ids);
  }

  /** The aggregate, not locked. */
  public Future<Optional<S>> find(SqlConnection connection, UUID id) {
    return find(connection, List.of(id)).map(found -> Optional.ofNullable(found.get(id)));
  }

  private Future<Map<UUID, S>> find(
      SqlConnection connection, String statement, Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(new HashMap<>());
    }
    return connection
        .preparedQuery(statement)
        .execute(Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new)))
        .map(
            rows -> {
              Map<UUID, S> found = new HashMap<>();
              rows.forEach(row -> found.put(row.getUUID("id"), read(row)));
              return found;
            });
  }

  /** At most so many aggregates that want to be looked at by now, locked until the end. */
  public Future<List<Due<S>>> due(SqlConnection transaction, Instant now, int most) {
    return transaction
        .preparedQuery(due)
        .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), most))
        .map(
            rows -> {
              List<Due<S>> found = new ArrayList<>(rows.size());
              rows.forEach(row -> found.add(new Due<>(read(row), row.getString("trace"))));
              return found;
            });
  }

  /**
   * Carries out instructions within the transaction: those for one aggregate in their order, each
   * on what the one before left.
   *
   * @return every aggregate that changed, with what it was before all of them
   */
  public Future<List<Change<S>>> carryOut(
      SqlConnection transaction, List<Instruction<S, E>> instructions) {
    List<UUID> ids = instructions.stream().map(Instruction::id).distinct().sorted().toList();
    return find(transaction, findMany + " ORDER BY id FOR UPDATE", ids)
        .compose(found -> carryOut(transaction, found, instructions));
  }

  private Future<List<Change<S>>> carryOut(
      SqlConnection transaction, Map<UUID, S> found, List<Instruction<S, E>> instructions) {
    Map<UUID, S> current = new LinkedHashMap<>(found);
    Map<UUID, String> traces = new HashMap<>();
    List<NewEvent> events = new ArrayList<>();
    for (Instruction<S, E> instruction : instructions) {
      Decision<S, E> decision =
          instruction.decide().apply(Optional.ofNullable(current.get(instruction.id())));
      decision.after().ifPresent(after -> current.put(instruction.id(), after));
      traces.put(instruction.id(), instruction.trace());
      events.addAll(events(decision, instruction.trace()));
    }
    List<Change<S>> changes = new ArrayList<>();
    current.forEach(
        (id, after) -> {
          Optional<S> before = Optional.ofNullable(found.get(id));
          if (!before.equals(Optional.of(after))) {
            changes.add(new Change<>(before, after, traces.getOrDefault(id, "")));
          }
        });
    return save(transaction, changes)
        .compose(saved -> outbox.append(transaction, events))
        .map(changes);
  }

  /** Decides about one aggregate, which may not exist, on behalf of somebody who gets an answer. */
  public <R> Future<R> decide(
      SqlConnection transaction, UUID id, Function<Optional<S>, Verdict<S, E, R>> decide) {
    List<R> answers = new ArrayList<>(1);
    Instruction<S, E> instruction =
        new Instruction<>(
            id,
            before -> {
              Verdict<S, E, R> verdict = decide.apply(before);
              answers.add(verdict.answer());
              return verdict.decision();
            },
            Traces.currentParent());
    return carryOut(transaction, List.of(instruction)).map(changes -> answers.getFirst());
  }

  /**
   * Adds new aggregates with the events that made them.
   *
   * @param trace the {@code traceparent} of what made each
   */
  public Future<Void> insert(
      SqlConnection transaction, List<Decision<S, E>> decisions, Function<S, String> trace) {
    List<Change<S>> added = new ArrayList<>(decisions.size());
    List<NewEvent> events = new ArrayList<>();
    for (Decision<S, E> decision : decisions) {
      S after = decision.after().orElseThrow();
      added.add(new Change<>(Optional.empty(), after, trace.apply(after)));
      events.addAll(events(decision, trace.apply(after)));
    }
    return write(transaction, insert, added).compose(done -> outbox.append(transaction, events));
  }

  private Future<Void> save(SqlConnection transaction, List<Change<S>> changes) {
    List<Change<S>> added = new ArrayList<>();
    List<Change<S>> changed = new ArrayList<>();
    changes.forEach(change -> (change.before().isEmpty() ? added : changed).add(change));
    return write(transaction, insert, added).compose(done -> write(transaction, update, changed));
  }

  private Future<Void> write(SqlConnection transaction, String statement, List<Change<S>> changes) {
    return changes.isEmpty()
        ? Future.succeededFuture()
        : transaction.preparedQuery(statement).execute(columns(changes)).mapEmpty();
  }

  private Tuple columns(List<Change<S>> changes) {
    List<S> aggregates = changes.stream().map(Change::after).toList();
    return Tuple.tuple()
        .addArrayOfUUID(aggregates.stream().map(mapping.id()).toArray(UUID[]::new))
        .addArrayOfString(aggregates.stream().map(mapping.state()).toArray(String[]::new))
        .addArrayOfLong(
            aggregates.stream().map(s -> mapping.version().applyAsLong(s)).toArray(Long[]::new))
        .addArrayOfOffsetDateTime(
            aggregates.stream()
                .map(mapping.dueAt())
                .map(at -> at.map(instant -> instant.atOffset(ZoneOffset.UTC)).orElse(null))
                .toArray(OffsetDateTime[]::new))
        .addArrayOfString(aggregates.stream().map(Json::write).toArray(String[]::new))
        .addArrayOfString(changes.stream().map(Change::trace).toArray(String[]::new));
  }

  private List<NewEvent> events(Decision<S, E> decision, String trace) {
    List<NewEvent> events = new ArrayList<>();
    decision
        .after()
        .ifPresent(
            after -> {
              long sequence = mapping.version().applyAsLong(after) - decision.events().size();
              for (E event : decision.events()) {
                sequence++;
                events.add(new NewEvent(sequence, event, trace));
              }
            });
    return events;
  }

  /** Reads the document of a row that has it as text in the column {@code document}. */
  public S read(Row row) {
    return Json.read(row.getString("document"), mapping.type());
  }
}

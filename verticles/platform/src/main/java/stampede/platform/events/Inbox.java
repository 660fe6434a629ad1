package stampede.platform.events;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import stampede.contracts.Topic;
import stampede.platform.database.Database;
import stampede.platform.json.Json;

/**
 * Gives each event its one effect: what is applied and that it is applied commit together.
 *
 * <p>Safe under concurrent use, even by a consumer that has lost its partition and does not know
 * yet: an aggregate moves from one sequence to the next only if nobody else has moved it.
 */
public final class Inbox {

  private static final String LAST =
      """
      SELECT aggregate_id, sequence FROM inbox
      WHERE topic = $1 AND aggregate_id = ANY ($2)
      ORDER BY aggregate_id FOR UPDATE
      """;
  private static final String PARKED =
      "SELECT event FROM inbox_parked WHERE topic = $1 AND aggregate_id = ANY ($2)";

  /** Aggregates that were locked above: nobody else can have moved them. */
  private static final String MOVE_ON =
      """
      UPDATE inbox SET sequence = reached
      FROM unnest($2::text[], $3::bigint[]) AS moved (id, reached)
      WHERE topic = $1 AND aggregate_id = id
      """;

  /** Aggregates that were not there to be locked: whoever inserts first has them. */
  private static final String BEGIN =
      """
      INSERT INTO inbox (topic, aggregate_id, sequence)
      SELECT $1, id, reached FROM unnest($2::text[], $3::bigint[]) AS moved (id, reached)
      ORDER BY id
      ON CONFLICT DO NOTHING
      """;

  private static final String PARK =
      """
      INSERT INTO inbox_parked (topic, aggregate_id, sequence, event)
      SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::text[])
      ON CONFLICT DO NOTHING
      """;
  private static final String UNPARK =
      """
      DELETE FROM inbox_parked USING unnest($2::text[], $3::bigint[]) AS gone (id, place)
      WHERE topic = $1 AND aggregate_id = id AND sequence = place
      """;

  private final Database database;
  private final EventReader reader;
  private final EventHandler handler;
  private final Runnable committed;

  /**
   * An inbox.
   *
   * @param topics whose events come here
   * @param handler what they do here
   * @param committed called after effects have been committed, for whoever waits for them
   */
  public Inbox(
      Database database, Collection<Topic<?>> topics, EventHandler handler, Runnable committed) {
    this.database = database;
    this.reader = new EventReader(topics);
    this.handler = handler;
    this.committed = committed;
  }

  EventReader reader() {
    return reader;
  }

  /**
   * Applies what is new and in turn, parks what is early, drops copies, in one transaction.
   *
   * @param topic where all of them came from
   * @return what became of them, once it is durable; on failure nothing has changed
   */
  public Future<Receipt> receive(String topic, List<ReceivedEvent> events) {
    String[] aggregateIds =
        events.stream().map(ReceivedEvent::aggregateId).distinct().toArray(String[]::new);
    return database
        .inTransaction(transaction -> receive(transaction, topic, aggregateIds, events))
        .onSuccess(
            receipt -> {
              if (receipt.applied() > 0) {
                committed.run();
              }
            });
  }

  private Future<Receipt> receive(
      SqlConnection transaction, String topic, String[] aggregateIds, List<ReceivedEvent> events) {
    Tuple key = Tuple.tuple().addString(topic).addArrayOfString(aggregateIds);
    Future<RowSet<Row>> last = transaction.preparedQuery(LAST).execute(key);
    Future<RowSet<Row>> parked = transaction.preparedQuery(PARKED).execute(key);
    return Future.all(last, parked)
        .compose(
            found -> {
              Map<String, Long> reached = sequences(last.result());
              Sequencing decision =
                  Sequencing.of(reached, parkedEvents(topic, parked.result()), events);
              return settle(transaction, topic, reached, decision);
            });
  }

  private Future<Receipt> settle(
      SqlConnection transaction, String topic, Map<String, Long> last, Sequencing decision) {
    List<ReceivedEvent> concerning =
        decision.apply().stream().filter(event -> event.event().isPresent()).toList();
    Future<Void> applied =
        concerning.isEmpty() ? Future.succeededFuture() : handler.apply(transaction, concerning);
    return applied
        .compose(done -> reach(transaction, topic, last, decision))
        .compose(done -> park(transaction, topic, decision.park()))
        .compose(done -> unpark(transaction, topic, decision.unpark()))
        .map(
            done ->
                new Receipt(decision.apply().size(), decision.copies(), decision.park().size()));
  }

  /**
   * Whoever parks the first event of an aggregate that comes here begins it too, with 0: else he
   * and another consumer that applies its predecessor would not see each other, and nobody would
   * unpark it.
   */
  private static Future<Void> reach(
      SqlConnection transaction, String topic, Map<String, Long> last, Sequencing decision) {
    Map<String, Long> reached = new TreeMap<>(decision.reached());
    Map<String, Long> known = new TreeMap<>(reached);
    known.keySet().retainAll(last.keySet());
    decision.park().forEach(event -> reached.putIfAbsent(event.aggregateId(), 0L));
    Map<String, Long> unknown = new TreeMap<>(reached);
    unknown.keySet().removeAll(last.keySet());
    return reach(transaction, MOVE_ON, topic, known)
        .compose(done -> reach(transaction, BEGIN, topic, unknown));
  }

  private static Future<Void> reach(
      SqlConnection transaction, String statement, String topic, Map<String, Long> reached) {
    if (reached.isEmpty()) {
      return Future.succeededFuture();
    }
    Tuple values =
        Tuple.tuple()
            .addString(topic)
            .addArrayOfString(reached.keySet().toArray(String[]::new))
            .addArrayOfLong(reached.values().toArray(Long[]::new));
    return transaction
        .preparedQuery(statement)
        .execute(values)
        .compose(
            rows ->
                rows.rowCount() == reached.size()
                    ? Future.succeededFuture()
                    : Future.failedFuture(new MovedByAnother()));
  }

  private static Future<Void> park(
      SqlConnection transaction, String topic, List<ReceivedEvent> events) {
    if (events.isEmpty()) {
      return Future.succeededFuture();
    }
    Tuple values =
        keys(topic, events)
            .addArrayOfString(
                events.stream()
                    .map(event -> Json.write(new Parked(EventReader.headers(event), event.body())))
                    .toArray(String[]::new));
    return transaction.preparedQuery(PARK).execute(values).mapEmpty();
  }

  private static Future<Void> unpark(
      SqlConnection transaction, String topic, List<ReceivedEvent> events) {
    return events.isEmpty()
        ? Future.succeededFuture()
        : transaction.preparedQuery(UNPARK).execute(keys(topic, events)).mapEmpty();
  }

  private static Tuple keys(String topic, List<ReceivedEvent> events) {
    return Tuple.tuple()
        .addString(topic)
        .addArrayOfString(events.stream().map(ReceivedEvent::aggregateId).toArray(String[]::new))
        .addArrayOfLong(events.stream().map(ReceivedEvent::sequence).toArray(Long[]::new));
  }

  private static Map<String, Long> sequences(RowSet<Row> rows) {
    Map<String, Long> sequences = new HashMap<>();
    rows.forEach(row -> sequences.put(row.getString("aggregate_id"), row.getLong("sequence")));
    return sequences;
  }

  private List<ReceivedEvent> parkedEvents(String topic, RowSet<Row> rows) {
    List<ReceivedEvent> events = new ArrayList<>();
    for (Row row : rows) {
      Parked parked = Json.read(row.getString("event"), Parked.class);
      events.add(reader.read(topic, parked.headers(), parked.body()));
    }
    return events;
  }

  /**
   * What became of a batch.
   *
   * @param applied had their effect now
   * @param copies had had it before
   * @param parked wait for an earlier one
   */
  public record Receipt(int applied, int copies, int parked) {}

  private record Parked(Map<String, String> headers, String body) {}

  /** Another consumer has applied some of these events meanwhile; looking again shows which. */
  static final class MovedByAnother extends RuntimeException {

    private static final long serialVersionUID = 1;

    MovedByAnother() {
      super("another consumer has moved an aggregate on", null, false, false);
    }
  }
}

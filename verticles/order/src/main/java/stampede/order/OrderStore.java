package stampede.order;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import stampede.contracts.order.OrderEvent;
import stampede.platform.aggregate.AggregateStore;
import stampede.platform.aggregate.AggregateStore.Change;
import stampede.platform.aggregate.Decision;
import stampede.platform.aggregate.Instruction;
import stampede.platform.aggregate.Mapping;
import stampede.platform.aggregate.Verdict;
import stampede.platform.database.Database;
import stampede.platform.events.NewEvent;
import stampede.platform.events.Outbox;
import stampede.platform.json.Json;

/** The orders in PostgreSQL. An order and its events commit together. */
final class OrderStore {

  private static final Mapping<Order> MAPPING =
      new Mapping<>(
          "customer_order",
          Order.class,
          Order::id,
          Order::version,
          order -> order.getClass().getSimpleName(),
          order -> Optional.empty());

  private static final String PLACE =
      """
      INSERT INTO customer_order
        (id, customer_id, idempotency_key, request_hash, state, version, document, trace)
      SELECT id, customer_id, idempotency_key, request_hash, 'Placed', 1, document::jsonb, trace
      FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
        AS new (id, customer_id, idempotency_key, request_hash, document, trace)
      ON CONFLICT DO NOTHING
      RETURNING id
      """;
  private static final String BY_KEYS =
      """
      SELECT id, customer_id, idempotency_key, request_hash, document::text
      FROM customer_order
      WHERE (customer_id, idempotency_key) IN (SELECT * FROM unnest($1::text[], $2::text[]))
      """;

  private final Database database;
  private final Outbox<OrderEvent> outbox;
  private final AggregateStore<Order, OrderEvent> orders;

  OrderStore(Database database, Outbox<OrderEvent> outbox) {
    this.database = database;
    this.outbox = outbox;
    this.orders = new AggregateStore<>(MAPPING, outbox);
  }

  /** An order to be written, with the key that it came under and the trace that it belongs to. */
  record Entry(Placement.Key key, Decision<Order, OrderEvent> decision, String trace) {

    UUID id() {
      return decision.after().orElseThrow().id();
    }
  }

  /**
   * Writes orders that came together, in one transaction.
   *
   * @return for each, in their order, empty when it was written; or the order that was there before
   *     under its key, in which case nothing was written for it
   */
  Future<List<Optional<Placement.Earlier>>> place(List<Entry> entries) {
    return database
        .inTransaction(
            transaction ->
                transaction
                    .preparedQuery(PLACE)
                    .execute(columns(entries))
                    .compose(
                        rows -> {
                          Set<UUID> written = new HashSet<>();
                          rows.forEach(row -> written.add(row.getUUID("id")));
                          return outbox
                              .append(transaction, events(entries, written))
                              .compose(done -> earlier(transaction, entries, written));
                        }))
        .onSuccess(done -> outbox.committed());
  }

  private static List<NewEvent> events(List<Entry> entries, Set<UUID> written) {
    List<NewEvent> events = new ArrayList<>();
    for (Entry entry : entries) {
      if (written.contains(entry.id())) {
        events.add(new NewEvent(1, entry.decision().events().getFirst(), entry.trace()));
      }
    }
    return events;
  }

  private Future<List<Optional<Placement.Earlier>>> earlier(
      SqlConnection transaction, List<Entry> entries, Set<UUID> written) {
    List<Placement.Key> taken =
        entries.stream().filter(entry -> !written.contains(entry.id())).map(Entry::key).toList();
    return findByKeys(transaction, taken)
        .map(
            found ->
                entries.stream()
                    .map(
                        entry ->
                            written.contains(entry.id())
                                ? Optional.<Placement.Earlier>empty()
                                : Optional.of(earlier(found, entry.key())))
                    .toList());
  }

  private static Placement.Earlier earlier(
      Map<String, Placement.Earlier> found, Placement.Key key) {
    Placement.Earlier earlier = found.get(nameOf(key));
    if (earlier == null) {
      throw new IllegalStateException("an order was neither written nor there before");
    }
    return earlier;
  }

  /** The orders that are there already under some of these keys, by {@link #nameOf}. */
  Future<Map<String, Placement.Earlier>> findByKeys(
      SqlConnection connection, List<Placement.Key> keys) {
    if (keys.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    Tuple values =
        Tuple.tuple()
            .addArrayOfString(keys.stream().map(Placement.Key::customerId).toArray(String[]::new))
            .addArrayOfString(
                keys.stream().map(Placement.Key::idempotencyKey).toArray(String[]::new));
    return connection
        .preparedQuery(BY_KEYS)
        .execute(values)
        .map(
            rows -> {
              Map<String, Placement.Earlier> found = new HashMap<>();
              for (Row row : rows) {
                found.put(
                    nameOf(row.getString("customer_id"), row.getString("idempotency_key")),
                    new Placement.Earlier(
                        row.getUUID("id"),
                        row.getString("request_hash"),
                        orders.read(row).details()));
              }
              return found;
            });
  }

  static String nameOf(Placement.Key key) {
    return nameOf(key.customerId(), key.idempotencyKey());
  }

  private static String nameOf(String customerId, String idempotencyKey) {
    return customerId + "\n" + idempotencyKey;
  }

  Future<Optional<Order>> find(UUID id) {
    return database.onConnection(connection -> orders.find(connection, id));
  }

  /** A customer's orders before that id, newest first. */
  Future<List<Order>> list(String customerId, UUID before, int most) {
    return database.onConnection(
        connection ->
            connection
                .preparedQuery(
                    """
                    SELECT document::text FROM customer_order
                    WHERE customer_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
                    """)
                .execute(Tuple.of(customerId, before, most))
                .map(
                    rows -> {
                      List<Order> found = new ArrayList<>(rows.size());
                      rows.forEach(row -> found.add(orders.read(row)));
                      return found;
                    }));
  }

  /** Carries out instructions within that transaction. */
  Future<List<Change<Order>>> carryOut(
      SqlConnection transaction, List<Instruction<Order, OrderEvent>> instructions) {
    return orders.carryOut(transaction, instructions);
  }

  /** Decides about one order on behalf of somebody who gets an answer. */
  <R> Future<R> decide(UUID id, Function<Optional<Order>, Verdict<Order, OrderEvent, R>> decide) {
    return database
        .inTransaction(transaction -> orders.decide(transaction, id, decide))
        .onSuccess(done -> outbox.committed());
  }

  private static Tuple columns(List<Entry> entries) {
    return Tuple.tuple()
        .addArrayOfUUID(entries.stream().map(Entry::id).toArray(UUID[]::new))
        .addArrayOfString(
            entries.stream().map(entry -> entry.key().customerId()).toArray(String[]::new))
        .addArrayOfString(
            entries.stream().map(entry -> entry.key().idempotencyKey()).toArray(String[]::new))
        .addArrayOfString(
            entries.stream().map(entry -> entry.key().requestHash()).toArray(String[]::new))
        .addArrayOfString(
            entries.stream()
                .map(entry -> Json.write(entry.decision().after().orElseThrow()))
                .toArray(String[]::new))
        .addArrayOfString(entries.stream().map(Entry::trace).toArray(String[]::new));
  }
}

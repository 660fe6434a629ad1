package stampede.inventory;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import stampede.contracts.inventory.StockEvent;
import stampede.platform.database.Database;
import stampede.platform.events.NewEvent;
import stampede.platform.events.Outbox;
import stampede.platform.json.Json;

/** The stock in PostgreSQL, by product. */
final class StockStore {

  private static final String COLUMNS = "sku, received, available, reserved, sold, movements";

  private static final String LOCK =
      """
      SELECT sku, available FROM stock WHERE sku = ANY ($1) ORDER BY sku FOR UPDATE
      """;
  private static final String SHIFT =
      """
      UPDATE stock SET
        available = stock.available + shift.available,
        reserved = stock.reserved + shift.reserved,
        sold = stock.sold + shift.sold
      FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[])
        AS shift (sku, available, reserved, sold)
      WHERE stock.sku = shift.sku
      """;

  private final Database database;
  private final Outbox<StockEvent> outbox;

  StockStore(Database database, Outbox<StockEvent> outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  Future<Optional<Stock>> find(String sku) {
    return database.onConnection(
        connection ->
            connection
                .preparedQuery("SELECT " + COLUMNS + " FROM stock WHERE sku = $1")
                .execute(Tuple.of(sku))
                .map(StockStore::first));
  }

  /** What is available of each, which stays so until the transaction ends. In the order of SKUs. */
  Future<Map<String, Long>> lock(SqlConnection transaction, Iterable<String> skus) {
    SortedMap<String, Long> available = new TreeMap<>();
    skus.forEach(sku -> available.put(sku, 0L));
    if (available.isEmpty()) {
      return Future.succeededFuture(available);
    }
    return transaction
        .preparedQuery(LOCK)
        .execute(Tuple.tuple().addArrayOfString(available.keySet().toArray(String[]::new)))
        .map(
            rows -> {
              Map<String, Long> found = new HashMap<>();
              rows.forEach(row -> found.put(row.getString("sku"), row.getLong("available")));
              return found;
            });
  }

  /** Moves the counters of products that {@link #lock} has locked. */
  Future<Void> shift(SqlConnection transaction, Map<String, StockShift> skuToShift) {
    if (skuToShift.isEmpty()) {
      return Future.succeededFuture();
    }
    Map<String, StockShift> sorted = new TreeMap<>(skuToShift);
    return transaction
        .preparedQuery(SHIFT)
        .execute(
            Tuple.tuple()
                .addArrayOfString(sorted.keySet().toArray(String[]::new))
                .addArrayOfLong(column(sorted, StockShift::available))
                .addArrayOfLong(column(sorted, StockShift::reserved))
                .addArrayOfLong(column(sorted, StockShift::sold)))
        .compose(
            updated ->
                updated.rowCount() == sorted.size()
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new IllegalStateException(
                            "no stock is kept of some of " + sorted.keySet())));
  }

  private static Long[] column(
      Map<String, StockShift> shifts, java.util.function.ToLongFunction<StockShift> counter) {
    return shifts.values().stream().map(counter::applyAsLong).toArray(Long[]::new);
  }

  /** Books pieces in or out, once per staff member and key. */
  Future<MovementOutcome> move(Movement movement) {
    return database
        .inTransaction(
            transaction ->
                earlier(transaction, movement)
                    .compose(
                        earlier ->
                            earlier.isPresent()
                                ? Future.succeededFuture(earlier.get())
                                : book(transaction, movement)))
        .onSuccess(done -> outbox.committed());
  }

  /** Waits for the same movement if that is under way, as they share an advisory lock. */
  private static Future<Optional<MovementOutcome>> earlier(
      SqlConnection transaction, Movement movement) {
    Tuple key = Tuple.of(movement.staff(), movement.idempotencyKey());
    return transaction
        .preparedQuery("SELECT pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0))")
        .execute(key)
        .compose(
            locked ->
                transaction
                    .preparedQuery(
                        """
                        SELECT request_hash, result::text FROM stock_movement
                        WHERE staff = $1 AND idempotency_key = $2
                        """)
                    .execute(key))
        .map(
            rows -> {
              if (rows.size() == 0) {
                return Optional.empty();
              }
              Row row = rows.iterator().next();
              return Optional.of(
                  row.getString("request_hash").equals(movement.requestHash())
                      ? new MovementOutcome.Moved(Json.read(row.getString("result"), Stock.class))
                      : new MovementOutcome.KeyReused());
            });
  }

  private Future<MovementOutcome> book(SqlConnection transaction, Movement movement) {
    return transaction
        .preparedQuery("SELECT " + COLUMNS + " FROM stock WHERE sku = $1 FOR UPDATE")
        .execute(Tuple.of(movement.sku()))
        .map(rows -> first(rows).orElse(Stock.none(movement.sku())))
        .compose(
            before -> {
              if (before.movements() == 0 && movement.change() < 0) {
                return Future.succeededFuture(new MovementOutcome.NotInStock());
              }
              if (before.available() + movement.change() < 0) {
                return Future.succeededFuture(new MovementOutcome.TooFew(before.available()));
              }
              return save(transaction, movement, before.moved(movement.change()));
            });
  }

  private Future<MovementOutcome> save(SqlConnection transaction, Movement movement, Stock after) {
    Future<RowSet<Row>> stock =
        transaction
            .preparedQuery(
                """
                INSERT INTO stock (sku, received, available, reserved, sold, movements)
                VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (sku) DO UPDATE SET
                  received = stock.received + $7,
                  available = stock.available + $7,
                  movements = stock.movements + 1
                RETURNING *
                """)
            .execute(
                Tuple.of(
                    after.sku(),
                    after.received(),
                    after.available(),
                    after.reserved(),
                    after.sold(),
                    after.movements(),
                    movement.change()));
    return stock.compose(
        rows -> {
          Stock saved = stock(rows.iterator().next());
          return transaction
              .preparedQuery(
                  """
                  INSERT INTO stock_movement
                    (staff, idempotency_key, request_hash, sku, change, note, result)
                  VALUES ($1, $2, $3, $4, $5, $6, $7::text::jsonb)
                  """)
              .execute(
                  Tuple.of(
                      movement.staff(),
                      movement.idempotencyKey(),
                      movement.requestHash(),
                      movement.sku(),
                      movement.change(),
                      movement.note(),
                      Json.write(saved)))
              .compose(
                  noted ->
                      outbox.append(
                          transaction, List.of(NewEvent.of(saved.movements(), movement.event()))))
              .map(new MovementOutcome.Moved(saved));
        });
  }

  private static Optional<Stock> first(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(stock(rows.iterator().next()));
  }

  private static Stock stock(Row row) {
    return new Stock(
        row.getString("sku"),
        row.getLong("received"),
        row.getLong("available"),
        row.getLong("reserved"),
        row.getLong("sold"),
        row.getLong("movements"));
  }
}

package stampede.auditor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import stampede.contracts.BoundedContext;
import stampede.testing.TestDatabase;
import stampede.testing.TestServers;

/** Sample books in real databases, with the contexts' own tables. */
final class SampleDatabases implements AutoCloseable {

  static final String READER = "auditor_reader";
  static final String PASSWORD = "only-for-tests";

  private static final JsonMapper JSON = new JsonMapper();

  private final Map<BoundedContext, TestDatabase> databases = new EnumMap<>(BoundedContext.class);
  private final Map<BoundedContext, Connection> connections = new EnumMap<>(BoundedContext.class);

  private SampleDatabases() {}

  /** Empty ones. */
  static SampleDatabases make() {
    SampleDatabases made = new SampleDatabases();
    for (Flow flow : Flow.values()) {
      made.migrate(flow.owner());
    }
    TestServers.postgres().administration().ensureReader(READER, PASSWORD);
    return made;
  }

  /** Leaves those books in them, and nothing else. */
  void fill(SampleBooks books) {
    execute(BoundedContext.CATALOG, "TRUNCATE product");
    execute(BoundedContext.INVENTORY, "TRUNCATE stock, reservation, stock_movement");
    execute(BoundedContext.ORDER, "TRUNCATE customer_order, product");
    execute(BoundedContext.PAYMENT, "TRUNCATE payment");
    execute(BoundedContext.DELIVERY, "TRUNCATE shipment");
    for (Flow flow : Flow.values()) {
      execute(flow.owner(), "TRUNCATE outbox, inbox, inbox_parked");
      inboxes(flow.owner(), books);
    }
    catalog(books);
    inventory(books);
    orders(books);
    payments(books);
    shipments(books);
  }

  Map<BoundedContext, String> urls() {
    Map<BoundedContext, String> urls = new EnumMap<>(BoundedContext.class);
    databases.forEach((context, database) -> urls.put(context, database.url()));
    return urls;
  }

  private void migrate(BoundedContext context) {
    TestDatabase database = TestServers.database();
    databases.put(context, database);
    Flyway.configure()
        .dataSource("jdbc:" + database.url(), database.name(), database.password())
        .locations(
            "classpath:stampede/platform/migration",
            "classpath:stampede/%s/migration".formatted(context.serviceName()))
        .load()
        .migrate();
  }

  void execute(BoundedContext context, String sql, @Nullable Object... values) {
    try (PreparedStatement statement = connection(context).prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private Connection connection(BoundedContext context) throws SQLException {
    Connection open = connections.get(context);
    TestDatabase database = databases.get(context);
    if (open == null && database != null) {
      open =
          DriverManager.getConnection(
              "jdbc:" + database.url(), database.name(), database.password());
      connections.put(context, open);
    }
    if (open == null) {
      throw new IllegalArgumentException(context + " has no database");
    }
    return open;
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : connections.values()) {
      connection.close();
    }
  }

  private static @Nullable OffsetDateTime at(Optional<Instant> instant) {
    return instant.map(known -> known.atOffset(ZoneOffset.UTC)).orElse(null);
  }

  private static Map<String, Object> money(long amount, String currency) {
    return Map.of("minorUnits", amount, "currency", currency);
  }

  /** As the contexts name their states: {@code PaymentUnknown}. */
  private static String label(Enum<?> state) {
    StringBuilder label = new StringBuilder();
    for (String word : state.name().split("_", -1)) {
      label.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return label.toString();
  }

  private void aggregate(
      BoundedContext context,
      String table,
      UUID id,
      RowHead<?> head,
      Optional<Instant> due,
      Map<String, Object> document) {
    Map<String, Object> typed = new HashMap<>(document);
    typed.put("type", label(head.documentState()));
    execute(
        context,
        "INSERT INTO %s (id, state, version, due_at, document, trace) VALUES (?, ?, ?, ?, ?::jsonb, '')"
            .formatted(table),
        id,
        label(head.state()),
        head.version(),
        at(due),
        json(typed));
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void inboxes(BoundedContext context, SampleBooks books) {
    books
        .heard
        .getOrDefault(context, Map.of())
        .forEach(
            (flow, reached) ->
                reached.forEach(
                    (id, sequence) ->
                        execute(
                            context,
                            "INSERT INTO inbox VALUES (?, ?, ?)",
                            flow.topicName(),
                            id,
                            sequence)));
  }

  private void catalog(SampleBooks books) {
    books
        .products
        .values()
        .forEach(
            row ->
                execute(
                    BoundedContext.CATALOG,
                    "INSERT INTO product VALUES (?, ?, ?, ?, ?, ?, now())",
                    row.sku(),
                    row.name(),
                    row.price(),
                    row.currency(),
                    row.onSale(),
                    row.version()));
  }

  private void inventory(SampleBooks books) {
    books
        .stock
        .values()
        .forEach(
            row ->
                execute(
                    BoundedContext.INVENTORY,
                    "INSERT INTO stock VALUES (?, ?, ?, ?, ?, ?)",
                    row.sku(),
                    row.received(),
                    row.available(),
                    row.reserved(),
                    row.sold(),
                    row.movements()));
    movement("mug", 100);
    movement("pot", 50);
    movement("pot", -2);
    books.reservations.values().forEach(this::reservation);
  }

  private void movement(String sku, long change) {
    execute(
        BoundedContext.INVENTORY,
        "INSERT INTO stock_movement VALUES ('anna', ?, 'hash', ?, ?, 'note', now(), '{}')",
        UUID.randomUUID().toString(),
        sku,
        change);
  }

  private void reservation(ReservationRow row) {
    Map<String, Object> document = new HashMap<>();
    document.put("version", row.head().documentVersion());
    if (!row.pieces().isEmpty()) {
      Map<String, Integer> pieces = new HashMap<>();
      row.pieces().forEach(pieces::put);
      document.put("skuToPieces", pieces);
    }
    aggregate(BoundedContext.INVENTORY, "reservation", row.id(), row.head(), row.dueAt(), document);
  }

  private void orders(SampleBooks books) {
    books
        .copies
        .values()
        .forEach(
            row ->
                execute(
                    BoundedContext.ORDER,
                    "INSERT INTO product VALUES (?, ?, ?, ?, ?)",
                    row.sku(),
                    row.name(),
                    row.price(),
                    row.currency(),
                    row.onSale()));
    books.orders.values().forEach(this::order);
  }

  private void order(OrderRow row) {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (Line line : row.lines()) {
      lines.add(
          Map.of(
              "sku", line.sku(),
              "name", "name of " + line.sku(),
              "quantity", line.quantity(),
              "unitPrice", money(line.unitPrice(), row.currency()),
              "cancelled", line.cancelled(),
              "returned", line.returned()));
    }
    Map<String, Object> document = new HashMap<>();
    document.put("type", label(row.head().documentState()));
    document.put(
        "details",
        Map.of(
            "customerId", row.documentCustomerId(),
            "version", row.head().documentVersion(),
            "expiresAt", row.expiresAt().toString(),
            "lines", lines));
    if (!row.reason().isEmpty()) {
      document.put("reason", row.reason());
    }
    execute(
        BoundedContext.ORDER,
        """
        INSERT INTO customer_order
          (id, customer_id, idempotency_key, request_hash, state, version, document, trace)
        VALUES (?, ?, ?, 'hash', ?, ?, ?::jsonb, '')
        """,
        row.id(),
        row.customerId(),
        row.idempotencyKey(),
        label(row.head().state()),
        row.head().version(),
        json(document));
  }

  private void payments(SampleBooks books) {
    for (PaymentRow row : books.payments.values()) {
      List<Map<String, Object>> refunds = new ArrayList<>();
      for (PaymentRow.Refund refund : row.refunds()) {
        refunds.add(
            Map.of(
                "id", refund.id().toString(),
                "amount", money(refund.amount(), refund.currency()),
                "cause", refund.goodwill() ? "GOODWILL" : "OWED_LESS",
                "done", refund.done()));
      }
      Map<String, Object> document = new HashMap<>();
      document.put(
          "details",
          Map.of(
              "version", row.head().documentVersion(),
              "amount", money(row.amount(), row.currency()),
              "owed", money(row.owed(), row.currency()),
              "attempted", row.attempted()));
      if (row.state() == PaymentState.PAID) {
        document.put("chargeId", row.chargeId());
        document.put("refunds", refunds);
      }
      aggregate(BoundedContext.PAYMENT, "payment", row.id(), row.head(), row.dueAt(), document);
    }
  }

  private void shipments(SampleBooks books) {
    for (ShipmentRow row : books.shipments.values()) {
      List<Map<String, Object>> lines = new ArrayList<>();
      row.pieces().forEach((sku, count) -> lines.add(Map.of("sku", sku, "quantity", count)));
      Map<String, Object> document = new HashMap<>();
      document.put("details", Map.of("version", row.head().documentVersion(), "lines", lines));
      if (!row.trackingNumber().isEmpty()) {
        document.put("trackingNumber", row.trackingNumber());
      }
      aggregate(BoundedContext.DELIVERY, "shipment", row.id(), row.head(), row.dueAt(), document);
    }
  }
}

package stampede.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Reads the orders from their context's database. */
final class OrderReader {

  private OrderReader() {}

  static Map<UUID, OrderRow> orders(Snapshot order) {
    Map<UUID, OrderRow> orders = new HashMap<>();
    order.query(
        """
        SELECT id, customer_id, idempotency_key, state, version,
          document->>'type' AS document_state,
          (document#>>'{details,version}')::bigint AS document_version,
          document#>>'{details,customerId}' AS document_customer_id,
          document#>>'{details,expiresAt}' AS expires_at,
          (document#>'{details,lines}')::text AS lines,
          document->>'reason' AS reason
        FROM customer_order
        """,
        row -> {
          UUID id = Snapshot.uuid(row, "id");
          JsonNode lines = Json.tree(row.getString("lines"));
          orders.put(
              id,
              new OrderRow(
                  id,
                  InventoryReader.head(row, OrderState.class),
                  row.getString("customer_id").intern(),
                  Snapshot.text(row, "document_customer_id").intern(),
                  row.getString("idempotency_key"),
                  Instant.parse(row.getString("expires_at")),
                  currency(lines),
                  lines(lines),
                  Snapshot.text(row, "reason").intern()));
        });
    return orders;
  }

  private static List<Line> lines(JsonNode lines) {
    List<Line> read = new ArrayList<>(lines.size());
    for (JsonNode line : lines) {
      read.add(
          new Line(
              line.path("sku").asText(),
              line.path("quantity").asInt(),
              line.path("unitPrice").path("minorUnits").asLong(),
              line.path("cancelled").asInt(),
              line.path("returned").asInt()));
    }
    return List.copyOf(read);
  }

  private static String currency(JsonNode lines) {
    Set<String> currencies = new TreeSet<>();
    lines.forEach(line -> currencies.add(line.path("unitPrice").path("currency").asText()));
    return String.join("+", currencies).intern();
  }
}

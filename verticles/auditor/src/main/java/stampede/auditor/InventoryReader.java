package stampede.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Reads the inventory's database. */
final class InventoryReader {

  private InventoryReader() {}

  static Map<String, StockRow> stock(Snapshot inventory) {
    Map<String, StockRow> stock = new HashMap<>();
    inventory.query(
        "SELECT sku, received, available, reserved, sold, movements FROM stock",
        row ->
            stock.put(
                row.getString("sku"),
                new StockRow(
                    row.getString("sku"),
                    row.getLong("received"),
                    row.getLong("available"),
                    row.getLong("reserved"),
                    row.getLong("sold"),
                    row.getLong("movements"))));
    return stock;
  }

  static Map<String, StockRow.Movements> movements(Snapshot inventory) {
    Map<String, StockRow.Movements> movements = new HashMap<>();
    inventory.query(
        "SELECT sku, count(*) AS count, sum(change)::bigint AS change FROM stock_movement GROUP BY sku",
        row ->
            movements.put(
                row.getString("sku"),
                new StockRow.Movements(row.getLong("count"), row.getLong("change"))));
    return movements;
  }

  static Map<UUID, ReservationRow> reservations(Snapshot inventory) {
    Map<UUID, ReservationRow> reservations = new HashMap<>();
    inventory.query(
        """
        SELECT id, state, version, due_at, document->>'type' AS document_state,
          (document->>'version')::bigint AS document_version,
          (document->'skuToPieces')::text AS pieces
        FROM reservation
        """,
        row -> {
          UUID id = Snapshot.uuid(row, "id");
          reservations.put(
              id,
              new ReservationRow(
                  id,
                  head(row, ReservationState.class),
                  pieces(Snapshot.text(row, "pieces")),
                  Snapshot.instant(row, "due_at")));
        });
    return reservations;
  }

  /** What the columns and the document of a row say that are the same for every aggregate. */
  static <S extends Enum<S>> RowHead<S> head(ResultSet row, Class<S> states) throws SQLException {
    return new RowHead<>(
        Json.state(states, row.getString("state")),
        Json.state(states, Snapshot.text(row, "document_state")),
        row.getLong("version"),
        row.getLong("document_version"));
  }

  private static Pieces pieces(String skuToPieces) {
    if (skuToPieces.isEmpty()) {
      return Pieces.NONE;
    }
    Map<String, Integer> pieces = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : Json.tree(skuToPieces).properties()) {
      pieces.put(entry.getKey(), entry.getValue().asInt());
    }
    return Pieces.of(pieces);
  }
}

package stampede.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Reads the shipments from their context's database. */
final class DeliveryReader {

  private DeliveryReader() {}

  static Map<UUID, ShipmentRow> shipments(Snapshot delivery) {
    Map<UUID, ShipmentRow> shipments = new HashMap<>();
    delivery.query(
        """
        SELECT id, state, version, due_at, document->>'type' AS document_state,
          (document#>>'{details,version}')::bigint AS document_version,
          (document#>'{details,lines}')::text AS lines,
          document->>'trackingNumber' AS tracking_number
        FROM shipment
        """,
        row -> {
          UUID id = Snapshot.uuid(row, "id");
          shipments.put(
              id,
              new ShipmentRow(
                  id,
                  InventoryReader.head(row, ShipmentState.class),
                  pieces(row.getString("lines")),
                  Snapshot.instant(row, "due_at"),
                  Snapshot.text(row, "tracking_number")));
        });
    return shipments;
  }

  private static Pieces pieces(String lines) {
    Map<String, Integer> pieces = new TreeMap<>();
    for (JsonNode line : Json.tree(lines)) {
      pieces.merge(line.path("sku").asText(), line.path("quantity").asInt(), Integer::sum);
    }
    return Pieces.of(pieces);
  }
}

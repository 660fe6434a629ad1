package stampede.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the payments from their context's database. */
final class PaymentReader {

  private PaymentReader() {}

  static Map<UUID, PaymentRow> payments(Snapshot payment) {
    Map<UUID, PaymentRow> payments = new HashMap<>();
    payment.query(
        """
        SELECT id, state, version, due_at, document->>'type' AS document_state,
          (details->>'version')::bigint AS document_version,
          (details#>>'{amount,minorUnits}')::bigint AS amount,
          (details#>>'{owed,minorUnits}')::bigint AS owed,
          details#>>'{amount,currency}' AS currency,
          (details->>'attempted')::boolean AS attempted,
          document->>'chargeId' AS charge_id,
          (document->'refunds')::text AS refunds
        FROM payment, LATERAL (SELECT document->'details' AS details) AS shared
        """,
        row -> {
          UUID id = Snapshot.uuid(row, "id");
          payments.put(
              id,
              new PaymentRow(
                  id,
                  InventoryReader.head(row, PaymentState.class),
                  row.getLong("amount"),
                  row.getLong("owed"),
                  row.getString("currency").intern(),
                  row.getBoolean("attempted"),
                  Snapshot.instant(row, "due_at"),
                  Snapshot.text(row, "charge_id"),
                  refunds(Snapshot.text(row, "refunds"))));
        });
    return payments;
  }

  private static List<PaymentRow.Refund> refunds(String text) {
    if (text.isEmpty() || text.equals("[]")) {
      return List.of();
    }
    List<PaymentRow.Refund> refunds = new ArrayList<>();
    for (JsonNode refund : Json.tree(text)) {
      refunds.add(
          new PaymentRow.Refund(
              UUID.fromString(refund.path("id").asText()),
              refund.path("amount").path("minorUnits").asLong(),
              refund.path("amount").path("currency").asText().intern(),
              refund.path("cause").asText().equals("GOODWILL"),
              refund.path("done").asBoolean()));
    }
    return List.copyOf(refunds);
  }
}

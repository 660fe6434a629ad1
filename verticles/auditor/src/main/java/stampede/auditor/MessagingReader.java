package stampede.auditor;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stampede.auditor.Messaging.OutboxRow;
import stampede.auditor.Messaging.ParkedRow;

/** Reads a context's outbox, inbox and what is parked. */
final class MessagingReader {

  private MessagingReader() {}

  static Messaging read(Snapshot snapshot) {
    List<OutboxRow> outbox = new ArrayList<>();
    snapshot.query(
        """
        SELECT event_id, type, aggregate_id, sequence, occurred_at, body FROM outbox ORDER BY id
        """,
        row -> outbox.add(outboxRow(Flow.outOf(snapshot.context()), row)));
    Map<String, Inbox> inboxes = new HashMap<>();
    snapshot.query(
        "SELECT topic, aggregate_id, sequence FROM inbox",
        row ->
            inboxes
                .computeIfAbsent(row.getString("topic"), topic -> new Inbox())
                .put(row.getString("aggregate_id"), row.getLong("sequence")));
    List<ParkedRow> parked = new ArrayList<>();
    snapshot.query(
        "SELECT topic, aggregate_id, sequence, parked_at FROM inbox_parked",
        row ->
            parked.add(
                new ParkedRow(
                    row.getString("topic"),
                    row.getString("aggregate_id"),
                    row.getLong("sequence"),
                    Snapshot.instant(row, "parked_at").orElse(Instant.EPOCH))));
    return new Messaging(outbox, inboxes, parked);
  }

  private static OutboxRow outboxRow(Flow flow, ResultSet row) throws SQLException {
    String type = row.getString("type");
    byte[] body = row.getString("body").getBytes(StandardCharsets.UTF_8);
    try {
      return new OutboxRow(
          row.getString("aggregate_id"),
          new TopicEvent(
              row.getLong("sequence"),
              TopicEvent.digest(Snapshot.uuid(row, "event_id"), type, body),
              Json.event(flow, type, body),
              Optional.empty()),
          Snapshot.instant(row, "occurred_at").orElse(Instant.EPOCH));
    } catch (Json.Malformed e) {
      throw new CannotAudit(
          "the outbox of %s holds what is no event, about %s: %s"
              .formatted(flow.owner().serviceName(), row.getString("aggregate_id"), e.getMessage()),
          e);
    }
  }
}

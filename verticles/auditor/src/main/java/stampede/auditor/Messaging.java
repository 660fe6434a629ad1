package stampede.auditor;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one context has still to say, and how far it has listened.
 *
 * @param outbox what is not yet known to be on its topic
 * @param inboxes by topic
 * @param parked what came before its turn
 */
record Messaging(List<OutboxRow> outbox, Map<String, Inbox> inboxes, List<ParkedRow> parked) {

  private static final Inbox NOTHING = new Inbox();

  /** A row of the outbox. */
  record OutboxRow(String aggregateId, TopicEvent event, Instant occurredAt) {}

  /** An event that waits for an earlier one. */
  record ParkedRow(String topic, String aggregateId, long sequence, Instant parkedAt) {}

  Inbox inbox(Flow flow) {
    return inboxes.getOrDefault(flow.topicName(), NOTHING);
  }
}

package stampede.auditor;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import stampede.contracts.BoundedContext;

/**
 * A cheap look at the whole shop: equal to the one before when nothing has happened in between.
 *
 * @param databases of each context
 * @param ends of each partition
 * @param lag records that consumers have not read, of all
 */
record Pulse(Map<BoundedContext, Database> databases, Map<TopicPartition, Long> ends, long lag) {

  /**
   * What there is in a context's database.
   *
   * @param outbox rows that are not published
   * @param parked events that wait for earlier ones
   * @param heard how many events have had their effect
   * @param changes how often its aggregates have changed, new ones included
   * @param open aggregates that want something yet
   */
  record Database(long outbox, long parked, long heard, long changes, long open) {}

  boolean atRest() {
    return lag == 0
        && databases.values().stream()
            .allMatch(each -> each.outbox == 0 && each.parked == 0 && each.open == 0);
  }

  static Pulse take(Connections connections, Broker broker, Map<TopicPartition, Long> ends) {
    Map<BoundedContext, Database> databases = new EnumMap<>(BoundedContext.class);
    for (Flow flow : Flow.values()) {
      try (Snapshot snapshot = Snapshot.of(flow.owner(), connections)) {
        databases.put(flow.owner(), database(flow, snapshot));
      }
    }
    return new Pulse(databases, ends, lag(broker, ends));
  }

  private static Database database(Flow flow, Snapshot snapshot) {
    Map<String, Database> taken = new TreeMap<>();
    snapshot.query(
        """
        SELECT (SELECT count(*) FROM outbox) AS outbox,
          (SELECT count(*) FROM inbox_parked) AS parked,
          (SELECT coalesce(sum(sequence), 0)::bigint FROM inbox) AS heard, %s
        """
            .formatted(aggregates(flow)),
        row ->
            taken.put(
                flow.name(),
                new Database(
                    row.getLong("outbox"),
                    row.getLong("parked"),
                    row.getLong("heard"),
                    row.getLong("changes"),
                    row.getLong("open"))));
    return taken.getOrDefault(flow.name(), new Database(0, 0, 0, 0, 0));
  }

  private static String aggregates(Flow flow) {
    return switch (flow) {
      case CATALOG -> aggregates("product", "false");
      case INVENTORY -> aggregates("reservation", "false");
      case ORDER -> aggregates("customer_order", "state NOT IN ('Delivered', 'Cancelled')");
      case PAYMENT ->
          aggregates("payment", "state IN ('Pending', 'Unknown') OR due_at IS NOT NULL");
      case DELIVERY -> aggregates("shipment", "state NOT IN ('Delivered', 'Failed', 'Stopped')");
    };
  }

  private static String aggregates(String table, String open) {
    return """
        changes, open FROM (SELECT coalesce(sum(version + 1), 0)::bigint AS changes,
          count(*) FILTER (WHERE %s) AS open FROM %s) AS aggregates
        """
        .formatted(open, table);
  }

  private static long lag(Broker broker, Map<TopicPartition, Long> ends) {
    Map<BoundedContext, Map<String, Long>> committed = new HashMap<>();
    long lag = 0;
    for (Flow flow : Flow.values()) {
      for (BoundedContext follower : flow.followers()) {
        Map<String, Long> read = committed.computeIfAbsent(follower, broker::committed);
        lag +=
            ends.entrySet().stream()
                .filter(end -> end.getKey().topic().equals(flow.topicName()))
                .mapToLong(
                    end ->
                        end.getValue()
                            - read.getOrDefault(
                                BrokerBooks.partition(
                                    end.getKey().topic(), end.getKey().partition()),
                                0L))
                .sum();
      }
    }
    return lag;
  }
}

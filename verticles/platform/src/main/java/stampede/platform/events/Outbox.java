package stampede.platform.events;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import stampede.contracts.Event;
import stampede.contracts.Topic;
import stampede.platform.json.Json;

/**
 * Where a store puts the events of a decision, in the transaction that changes the state.
 *
 * <p>The order on the topic is the order of the rows' ids. For one aggregate that is the order of
 * its sequence, because every change of an aggregate holds its row's lock when it appends here.
 */
public final class Outbox<E extends Event> {

  private static final String APPEND =
      """
      INSERT INTO outbox (event_id, type, aggregate_id, sequence, occurred_at, trace, body)
      SELECT event_id, type, aggregate_id, sequence, $7, trace, body
      FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[])
        WITH ORDINALITY AS event (event_id, type, aggregate_id, sequence, trace, body, place)
      ORDER BY place
      """;

  private final Vertx vertx;
  private final Topic<E> topic;
  private final Clock clock;

  /** The outbox of the context that publishes on that topic. */
  public Outbox(Vertx vertx, Topic<E> topic, Clock clock) {
    this.vertx = vertx;
    this.topic = topic;
    this.clock = clock;
  }

  /** Appends the events in their order; they are published when the transaction has committed. */
  public Future<Void> append(SqlConnection transaction, List<NewEvent> events) {
    if (events.isEmpty()) {
      return Future.succeededFuture();
    }
    int count = events.size();
    UUID[] ids = new UUID[count];
    String[] types = new String[count];
    String[] aggregateIds = new String[count];
    Long[] sequences = new Long[count];
    String[] traces = new String[count];
    String[] bodies = new String[count];
    for (int i = 0; i < count; i++) {
      NewEvent event = events.get(i);
      ids[i] = UuidCreator.getTimeOrderedEpoch();
      types[i] = topic.typeOf(event.event().getClass());
      aggregateIds[i] = event.event().aggregateId();
      sequences[i] = event.sequence();
      traces[i] = event.trace();
      bodies[i] = Json.write(event.event());
    }
    OffsetDateTime now = OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC);
    return transaction
        .preparedQuery(APPEND)
        .execute(
            Tuple.tuple()
                .addArrayOfUUID(ids)
                .addArrayOfString(types)
                .addArrayOfString(aggregateIds)
                .addArrayOfLong(sequences)
                .addArrayOfString(traces)
                .addArrayOfString(bodies)
                .addOffsetDateTime(now))
        .mapEmpty();
  }

  /**
   * Tells the relay, on whatever node it is, that there is something to publish. To be called after
   * a commit; may be lost, as the relay also looks by itself.
   */
  public void committed() {
    vertx.eventBus().publish(wakeAddress(topic), "");
  }

  static String wakeAddress(Topic<?> topic) {
    return topic.name() + ".outbox-written";
  }
}

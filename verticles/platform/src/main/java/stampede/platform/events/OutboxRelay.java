package stampede.platform.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.kafka.client.producer.KafkaProducer;
import io.vertx.kafka.client.producer.KafkaProducerRecord;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stampede.contracts.Topic;
import stampede.platform.Loop;
import stampede.platform.database.Database;

/**
 * Publishes what the outbox holds, in its order, and deletes it when the broker has acknowledged
 * it.
 *
 * <p>Each node of a service runs one; the one whose connection holds the advisory lock works, the
 * others stand by. It wakes when a store says that it has committed, and looks by itself every
 * {@value #LOOK_MILLIS} ms. When anything fails it lets go of connection and lock and begins again:
 * events may then be sent twice or out of turn, never lost; the inbox of each consumer puts them
 * into their order.
 */
public final class OutboxRelay extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final long LOOK_MILLIS = 250;
  private static final int LARGEST_BATCH = 500;
  private static final long LOCK = 0x5374616d70656465L;

  /**
   * A leader that is stopped, or cut off, must not keep the lock. It asks the database much more
   * often than that, even while the broker makes it wait.
   */
  private static final String LET_GO_OF_THE_FROZEN = "SET idle_session_timeout = '15s'";

  private static final String OLDEST =
      """
      SELECT id, event_id, type, aggregate_id, sequence, occurred_at, trace, body,
        extract(epoch FROM now() - occurred_at)::bigint AS age
      FROM outbox ORDER BY id LIMIT $1
      """;

  private final Topic<?> topic;
  private final Database database;
  private final KafkaProducer<String, String> producer;
  private final AtomicLong batch = new AtomicLong();
  private final AtomicLong oldest = new AtomicLong();
  private @Nullable PgConnection connection;
  private @Nullable MessageConsumer<String> wake;
  private @Nullable Loop loop;

  /** The relay from that database's outbox to that topic. */
  public OutboxRelay(
      Topic<?> topic,
      Database database,
      KafkaProducer<String, String> producer,
      MeterRegistry metrics) {
    this.topic = topic;
    this.database = database;
    this.producer = producer;
    metrics.gauge("stampede.outbox.batch", Tags.of("topic", topic.name()), batch);
    metrics.gauge("stampede.outbox.age.seconds", Tags.of("topic", topic.name()), oldest);
  }

  @Override
  public Future<?> start() {
    Loop publishing =
        new Loop("relay of " + topic.name(), vertx, Duration.ofMillis(LOOK_MILLIS), this::step);
    MessageConsumer<String> consumer =
        vertx.eventBus().consumer(Outbox.wakeAddress(topic), message -> publishing.wake());
    loop = publishing;
    wake = consumer;
    return consumer.completion().onSuccess(registered -> publishing.start());
  }

  /** Ends after the batch under way. */
  @Override
  public Future<?> stop() {
    Future<Void> deaf = wake == null ? Future.succeededFuture() : wake.unregister();
    Future<Void> still = loop == null ? Future.succeededFuture() : loop.stop();
    return Future.join(deaf, still).eventually(this::letGo);
  }

  private Future<Boolean> step() {
    return lead()
        .compose(leading -> leading ? publishBatch() : Future.succeededFuture(false))
        .recover(failure -> letGo().compose(gone -> Future.failedFuture(failure)));
  }

  /** Whether this relay is the one that works: takes the lock if it is free. */
  private Future<Boolean> lead() {
    if (connection != null) {
      return Future.succeededFuture(true);
    }
    return database
        .dedicatedConnection()
        .compose(
            fresh ->
                fresh
                    .query(LET_GO_OF_THE_FROZEN)
                    .execute()
                    .compose(
                        set ->
                            fresh
                                .preparedQuery("SELECT pg_try_advisory_lock($1) AS mine")
                                .execute(Tuple.of(LOCK)))
                    .compose(
                        rows -> {
                          boolean mine = rows.iterator().next().getBoolean("mine");
                          if (!mine) {
                            return fresh.close().map(false);
                          }
                          fresh.closeHandler(
                              gone -> connection = connection == fresh ? null : connection);
                          connection = fresh;
                          LOG.info("relay of {} leads", topic.name());
                          return Future.succeededFuture(true);
                        },
                        failure -> fresh.close().transform(x -> Future.failedFuture(failure))));
  }

  private Future<Boolean> publishBatch() {
    PgConnection leading = connection;
    if (leading == null) {
      return Future.succeededFuture(false);
    }
    return leading
        .preparedQuery(OLDEST)
        .execute(Tuple.of(LARGEST_BATCH))
        .compose(
            rows -> {
              batch.set(rows.size());
              oldest.set(rows.size() == 0 ? 0 : rows.iterator().next().getLong("age"));
              if (rows.size() == 0) {
                return Future.succeededFuture(false);
              }
              List<Future<?>> acknowledged = new ArrayList<>();
              List<Long> ids = new ArrayList<>();
              rows.forEach(
                  row -> {
                    acknowledged.add(producer.send(record(row)));
                    ids.add(row.getLong("id"));
                  });
              return Future.join(acknowledged)
                  .compose(all -> forget(leading, ids))
                  .map(
                      gone -> {
                        vertx.eventBus().publish(newsAddress(topic.name()), aggregateIds(rows));
                        return true;
                      });
            });
  }

  /**
   * Where the ids of aggregates that have new events are published to every node, one a line: news
   * for live pages and caches, which may be lost.
   *
   * @param topic the topic's name
   */
  public static String newsAddress(String topic) {
    return topic + ".news";
  }

  private static String aggregateIds(RowSet<Row> rows) {
    Set<String> ids = new LinkedHashSet<>();
    rows.forEach(row -> ids.add(row.getString("aggregate_id")));
    return String.join("\n", ids);
  }

  private static Future<Void> forget(PgConnection leading, List<Long> ids) {
    return leading
        .preparedQuery("DELETE FROM outbox WHERE id = ANY ($1)")
        .execute(Tuple.of(ids.toArray(Long[]::new)))
        .mapEmpty();
  }

  private KafkaProducerRecord<String, String> record(Row row) {
    String aggregateId = row.getString("aggregate_id");
    KafkaProducerRecord<String, String> record =
        KafkaProducerRecord.create(topic.name(), aggregateId, row.getString("body"));
    record.addHeader("ce_specversion", "1.0");
    record.addHeader("ce_source", "/" + topic.name());
    record.addHeader("content-type", "application/json");
    record.addHeader(EventReader.ID, row.getUUID("event_id").toString());
    record.addHeader(EventReader.TYPE, row.getString("type"));
    record.addHeader(EventReader.TIME, row.getOffsetDateTime("occurred_at").toInstant().toString());
    record.addHeader(EventReader.SUBJECT, aggregateId);
    record.addHeader(EventReader.SEQUENCE, row.getLong("sequence").toString());
    record.addHeader(EventReader.TRACE, row.getString("trace"));
    return record;
  }

  private Future<Void> letGo() {
    PgConnection held = connection;
    connection = null;
    return held == null ? Future.succeededFuture() : held.close().otherwiseEmpty();
  }
}

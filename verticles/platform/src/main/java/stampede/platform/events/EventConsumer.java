package stampede.platform.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.kafka.client.common.TopicPartition;
import io.vertx.kafka.client.consumer.KafkaConsumer;
import io.vertx.kafka.client.consumer.KafkaConsumerRecord;
import io.vertx.kafka.client.consumer.KafkaConsumerRecords;
import io.vertx.kafka.client.producer.KafkaProducer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stampede.platform.Loop;
import stampede.platform.ServiceFailure;
import stampede.platform.settings.Settings;

/**
 * Brings events from the topics to a service's {@link Inbox}. Partitions are handled side by side,
 * the records of one in their order; offsets are committed when all effects of a poll are durable.
 *
 * <p>While the database is away the same records are tried again and nothing is lost or skipped.
 * What fails for another reason is tried {@value #MOST_ATTEMPTS} times, alone, and then goes to the
 * dead letters.
 */
public final class EventConsumer extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(EventConsumer.class);
  private static final int MOST_ATTEMPTS = 3;
  private static final int LARGEST_BATCH = 200;
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final String service;
  private final Set<String> topics;
  private final Settings settings;
  private final Inbox inbox;
  private final DeadLetters deadLetters;
  private final Counter applied;
  private final Counter copies;
  private final Counter parked;
  private final Counter buried;
  private @Nullable KafkaConsumer<String, String> consumer;
  private @Nullable Loop loop;
  private @Nullable KafkaConsumerRecords<String, String> unfinished;

  /**
   * A consumer.
   *
   * @param service whose consumer group it belongs to
   * @param topics what it follows
   * @param producer for dead letters
   */
  public EventConsumer(
      String service,
      Set<String> topics,
      Settings settings,
      Inbox inbox,
      KafkaProducer<String, String> producer,
      MeterRegistry metrics) {
    this.service = service;
    this.topics = topics;
    this.settings = settings;
    this.inbox = inbox;
    this.deadLetters = new DeadLetters(service, producer);
    this.applied = metrics.counter("stampede.events.applied", "service", service);
    this.copies = metrics.counter("stampede.events.copies", "service", service);
    this.parked = metrics.counter("stampede.events.parked", "service", service);
    this.buried = metrics.counter("stampede.events.dead", "service", service);
  }

  @Override
  public Future<?> start() {
    KafkaConsumer<String, String> subscribed =
        KafkaConsumer.create(
            vertx,
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.get(KafkaSettings.SERVERS),
                ConsumerConfig.GROUP_ID_CONFIG, "stampede." + service,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName(),
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1000",
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000",
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "1000"));
    consumer = subscribed;
    Loop polling = new Loop("consumer of " + service, vertx, PAUSE, () -> step(subscribed));
    loop = polling;
    return subscribed.subscribe(topics).onSuccess(done -> polling.start());
  }

  /** Ends when the effects of the poll under way are durable and its offsets are committed. */
  @Override
  public Future<?> stop() {
    Future<Void> still = loop == null ? Future.succeededFuture() : loop.stop();
    KafkaConsumer<String, String> open = consumer;
    return still.eventually(() -> open == null ? Future.succeededFuture() : open.close());
  }

  /** What was polled is handled until it succeeds, before anything else is polled. */
  private Future<Boolean> step(KafkaConsumer<String, String> polled) {
    KafkaConsumerRecords<String, String> again = unfinished;
    return (again == null ? polled.poll(POLL) : Future.succeededFuture(again))
        .compose(
            records -> {
              if (records.isEmpty()) {
                return Future.succeededFuture(true);
              }
              unfinished = records;
              return handle(records)
                  .onSuccess(
                      done -> {
                        unfinished = null;
                        deadLetters.forget();
                      })
                  .compose(done -> polled.commit())
                  .map(true);
            });
  }

  private Future<Void> handle(KafkaConsumerRecords<String, String> records) {
    Map<TopicPartition, List<KafkaConsumerRecord<String, String>>> partitions = new HashMap<>();
    for (int i = 0; i < records.size(); i++) {
      KafkaConsumerRecord<String, String> record = records.recordAt(i);
      partitions
          .computeIfAbsent(
              new TopicPartition(record.topic(), record.partition()), ignored -> new ArrayList<>())
          .add(record);
    }
    List<Future<Void>> handled = new ArrayList<>();
    partitions.values().forEach(partition -> handled.add(handlePartition(partition)));
    return Future.join(handled).mapEmpty();
  }

  private Future<Void> handlePartition(List<KafkaConsumerRecord<String, String>> partition) {
    Future<Void> all = Future.succeededFuture();
    for (int from = 0; from < partition.size(); from += LARGEST_BATCH) {
      List<KafkaConsumerRecord<String, String>> batch =
          partition.subList(from, Math.min(partition.size(), from + LARGEST_BATCH));
      all = all.compose(done -> handleBatch(batch));
    }
    return all;
  }

  private Future<Void> handleBatch(List<KafkaConsumerRecord<String, String>> batch) {
    String topic = batch.getFirst().topic();
    Map<KafkaConsumerRecord<String, String>, ReceivedEvent> readable = new LinkedHashMap<>();
    Map<KafkaConsumerRecord<String, String>, UnreadableEvent> unreadable = new LinkedHashMap<>();
    for (KafkaConsumerRecord<String, String> record : batch) {
      try {
        readable.put(record, read(record));
      } catch (UnreadableEvent e) {
        unreadable.put(record, e);
      }
    }
    return receive(topic, List.copyOf(readable.values()))
        .recover(
            failure ->
                isOfInfrastructure(failure)
                    ? Future.failedFuture(failure)
                    : inTurn(readable, (record, event) -> handleAlone(record, event, 1)))
        .compose(done -> inTurn(unreadable, this::bury));
  }

  private static <T> Future<Void> inTurn(
      Map<KafkaConsumerRecord<String, String>, T> records,
      BiFunction<KafkaConsumerRecord<String, String>, T, Future<Void>> handle) {
    Future<Void> all = Future.succeededFuture();
    for (var each : records.entrySet()) {
      all = all.compose(done -> handle.apply(each.getKey(), each.getValue()));
    }
    return all;
  }

  /** Something in its batch cannot be handled: only what that is shall be buried. */
  private Future<Void> handleAlone(
      KafkaConsumerRecord<String, String> record, ReceivedEvent event, int attempt) {
    return receive(record.topic(), List.of(event))
        .recover(
            failure -> {
              if (isOfInfrastructure(failure)) {
                return Future.failedFuture(failure);
              }
              return attempt < MOST_ATTEMPTS
                  ? vertx
                      .timer(PAUSE.toMillis())
                      .compose(waited -> handleAlone(record, event, attempt + 1))
                  : bury(record, failure);
            });
  }

  /** Whatever is wrong with one record must not keep all that come after it. */
  private ReceivedEvent read(KafkaConsumerRecord<String, String> record) {
    try {
      return inbox.reader().read(record.topic(), headers(record), record.value());
    } catch (UnreadableEvent e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("a record cannot be read by a bug of ours", e);
      throw new UnreadableEvent("reading it failed: " + e);
    }
  }

  private Future<Void> receive(String topic, List<ReceivedEvent> events) {
    if (events.isEmpty()) {
      return Future.succeededFuture();
    }
    return inbox
        .receive(topic, events)
        .map(
            receipt -> {
              applied.increment(receipt.applied());
              copies.increment(receipt.copies());
              parked.increment(receipt.parked());
              return null;
            });
  }

  private Future<Void> bury(KafkaConsumerRecord<String, String> record, Throwable reason) {
    return deadLetters
        .bury(record, String.valueOf(reason.getMessage()))
        .onSuccess(done -> buried.increment());
  }

  private static boolean isOfInfrastructure(Throwable failure) {
    return failure instanceof ServiceFailure || failure instanceof Inbox.MovedByAnother;
  }

  private static Map<String, String> headers(KafkaConsumerRecord<String, String> record) {
    Map<String, String> headers = new TreeMap<>();
    DeadLetters.headers(record).forEach((key, value) -> headers.put(key, value.toString()));
    return headers;
  }
}

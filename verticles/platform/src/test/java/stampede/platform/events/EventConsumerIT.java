package stampede.platform.events;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.kafka.client.producer.KafkaProducerRecord;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stampede.contracts.FailureCode;
import stampede.platform.SampleDatabase;
import stampede.platform.ServiceFailure;
import stampede.platform.events.SampleEvent.Counted;
import stampede.platform.json.Json;

class EventConsumerIT {

  private static final int POISON = 13;

  private SampleDatabase sample;
  private SampleBroker broker;
  private final AtomicInteger failuresToCome = new AtomicInteger();

  @BeforeEach
  void open() {
    sample = new SampleDatabase();
    broker = new SampleBroker(sample.vertx());
  }

  @AfterEach
  void close() {
    broker.close();
    sample.close();
  }

  private String startConsumer() {
    Inbox inbox = new Inbox(sample.database(), List.of(broker.topic()), this::apply, () -> {});
    return SampleDatabase.await(
        sample
            .vertx()
            .deployVerticle(
                new EventConsumer(
                    broker.service(),
                    Set.of(broker.topic().name()),
                    broker.settings(),
                    inbox,
                    broker.producer(),
                    new SimpleMeterRegistry())));
  }

  private Future<Void> apply(SqlConnection transaction, List<ReceivedEvent> events) {
    if (failuresToCome.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return Future.failedFuture(
          new ServiceFailure(FailureCode.SERVICE_UNAVAILABLE, "the database is away"));
    }
    Future<Void> all = Future.succeededFuture();
    for (ReceivedEvent event : events) {
      Counted counted = (Counted) event.event().orElseThrow();
      if (counted.by() == POISON) {
        return Future.failedFuture(new IllegalStateException("cannot count by 13"));
      }
      all =
          all.compose(
              done ->
                  transaction
                      .preparedQuery("INSERT INTO effect (aggregate_id, sequence) VALUES ($1, $2)")
                      .execute(Tuple.of(event.aggregateId(), event.sequence()))
                      .mapEmpty());
    }
    return all;
  }

  private void send(String aggregateId, long sequence, int by) {
    send(aggregateId, counted(aggregateId, sequence), Json.write(new Counted(aggregateId, by)));
  }

  private Map<String, String> counted(String aggregateId, long sequence) {
    return Map.of(
        EventReader.ID, UUID.randomUUID().toString(),
        EventReader.TYPE, broker.topic().typeOf(Counted.class),
        EventReader.TIME, "2026-01-01T00:00:00Z",
        EventReader.SUBJECT, aggregateId,
        EventReader.SEQUENCE, Long.toString(sequence));
  }

  private void send(String key, Map<String, String> headers, @Nullable String body) {
    KafkaProducerRecord<String, String> record =
        KafkaProducerRecord.create(broker.topic().name(), key, body);
    headers.forEach(record::addHeader);
    SampleDatabase.await(broker.producer().send(record));
  }

  private List<Long> effectsOn(String aggregateId) {
    return sample.query(
        "SELECT sequence FROM effect WHERE aggregate_id = $1 ORDER BY place",
        row -> row.getLong("sequence"),
        aggregateId);
  }

  private void sendWithHeaderThatHasNoValue(String key) {
    ProducerRecord<String, String> record =
        new ProducerRecord<>(broker.topic().name(), key, "no event");
    record.headers().add("empty", null);
    assertThat(broker.producer().unwrap().send(record)).succeedsWithin(Duration.ofSeconds(10));
  }

  private void awaitEffects(String aggregateId, Long... sequences) {
    await()
        .atMost(15, SECONDS)
        .untilAsserted(() -> assertThat(effectsOn(aggregateId)).containsExactly(sequences));
  }

  @Test
  void bringsEventsToTheirEffect() {
    startConsumer();

    send("a", 1, 1);
    send("a", 2, 1);

    awaitEffects("a", 1L, 2L);
  }

  @Test
  void aConsumerThatComesBackGoesOnWhereTheLastOneStopped() {
    String first = startConsumer();
    send("a", 1, 1);
    awaitEffects("a", 1L);
    SampleDatabase.await(sample.vertx().undeploy(first));
    send("a", 2, 1);

    startConsumer();

    awaitEffects("a", 1L, 2L);
  }

  @Test
  void triesAgainWhileTheDatabaseIsAwayAndSkipsNothing() {
    failuresToCome.set(5);
    startConsumer();

    send("a", 1, 1);
    send("a", 2, 1);

    awaitEffects("a", 1L, 2L);
  }

  @Test
  void buriesWhatItCannotHandleAndParksWhatComesAfter() {
    startConsumer();

    send("a", 1, 1);
    send("a", 2, POISON);
    send("a", 3, 1);
    send("b", 1, 1);

    awaitEffects("b", 1L);
    ConsumerRecord<String, String> letter =
        broker.records(Topics.deadLetters(broker.service()), 1).getFirst();
    assertThat(SampleBroker.headers(letter))
        .containsEntry(DeadLetters.REASON, "cannot count by 13")
        .containsEntry(DeadLetters.TOPIC, broker.topic().name())
        .containsEntry(EventReader.SEQUENCE, "2")
        .containsKeys(DeadLetters.PARTITION, DeadLetters.OFFSET);
    awaitEffects("a", 1L);
  }

  @Test
  void aDeadLetterThatIsSentAgainLetsTheParkedOnesFollow() {
    startConsumer();
    send("a", 1, POISON);
    send("a", 2, 1);
    broker.records(Topics.deadLetters(broker.service()), 1);

    send("a", 1, 1);

    awaitEffects("a", 1L, 2L);
  }

  @Test
  void buriesWhatIsNoEventAndGoesOn() {
    startConsumer();

    send("a", Map.of(), "no event at all");
    send("a", Map.of(EventReader.TYPE, "x"), null);
    send(
        "a",
        Map.of(
            EventReader.ID, UUID.randomUUID().toString(),
            EventReader.TYPE, broker.topic().name() + ".Counted.v2",
            EventReader.TIME, "2026-01-01T00:00:00Z",
            EventReader.SUBJECT, "a",
            EventReader.SEQUENCE, "1"),
        "{}");
    send("a", counted("a", 1), "{\"amount\":1}");
    send("a", counted("a", 1), "null");
    sendWithHeaderThatHasNoValue("b");
    send("b", 1, 1);

    awaitEffects("b", 1L);
    List<Optional<String>> reasons =
        broker.records(Topics.deadLetters(broker.service()), 6).stream()
            .map(SampleBroker::headers)
            .map(headers -> Optional.ofNullable(headers.get(DeadLetters.REASON)))
            .toList();
    assertThat(reasons)
        .anySatisfy(reason -> assertThat(reason).hasValue("the header ce_type is missing"))
        .anySatisfy(reason -> assertThat(reason).hasValue("there is no body"))
        .anySatisfy(reason -> assertThat(reason.orElse("")).contains("expected a type of"))
        .anySatisfy(reason -> assertThat(reason.orElse("")).contains("expected more than null"))
        .anySatisfy(
            reason ->
                assertThat(reason)
                    .hasValueSatisfying(text -> assertThat(text).contains("version")));
  }
}

package stampede.platform.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static stampede.platform.events.EventReader.ID;
import static stampede.platform.events.EventReader.SEQUENCE;
import static stampede.platform.events.EventReader.SUBJECT;
import static stampede.platform.events.EventReader.TIME;
import static stampede.platform.events.EventReader.TYPE;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.platform.SampleDatabase;
import stampede.platform.events.SampleEvent.Counted;
import stampede.platform.json.Json;

/**
 * Records that no event can be read from: each ends among the dead letters as it came, with the
 * reason, and the consumer goes on behind it.
 */
class BadEventsIT {

  private static final String KNOWN = "known";
  private static final String NAME = "case";
  private static final int PARTITION = 0;

  private static SampleDatabase sample;
  private static SampleBroker broker;
  private static KafkaProducer<String, byte[]> producer;
  private static int buried;

  @BeforeAll
  static void open() {
    sample = new SampleDatabase();
    broker = new SampleBroker(sample.vertx());
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                broker.settings().get(KafkaSettings.SERVERS),
                "max.request.size",
                8 << 20),
            new StringSerializer(),
            new ByteArraySerializer());
    SampleDatabase.await(
        sample
            .vertx()
            .deployVerticle(
                new EventConsumer(
                    broker.service(),
                    Set.of(broker.topic().name()),
                    broker.settings(),
                    new Inbox(
                        sample.database(), List.of(broker.topic()), BadEventsIT::apply, () -> {}),
                    broker.producer(),
                    new SimpleMeterRegistry())));
  }

  @AfterAll
  static void close() {
    producer.close();
    broker.close();
    sample.close();
  }

  private static Future<Void> apply(SqlConnection transaction, List<ReceivedEvent> events) {
    Future<Void> all = Future.succeededFuture();
    for (ReceivedEvent event : events) {
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

  /**
   * A record that cannot be used.
   *
   * @param headers without those that make it right
   * @param reason a part of what the dead letter says
   */
  record Bad(
      String name,
      @Nullable String key,
      Map<String, String> headers,
      @Nullable Buffer body,
      String reason) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static Map<String, String> right(String aggregateId) {
    Map<String, String> headers = new HashMap<>();
    headers.put(ID, UUID.randomUUID().toString());
    headers.put(TYPE, broker.topic().typeOf(Counted.class));
    headers.put(TIME, "2026-01-01T00:00:00Z");
    headers.put(SUBJECT, aggregateId);
    headers.put(SEQUENCE, "1");
    return headers;
  }

  private static Buffer body(String aggregateId) {
    return text(Json.write(new Counted(aggregateId, 1)));
  }

  private static Buffer text(String text) {
    return Buffer.buffer(text);
  }

  private static Bad withHeader(String name, String header, String value, String reason) {
    Map<String, String> headers = right(KNOWN);
    headers.put(header, value);
    return new Bad(name, KNOWN, headers, body(KNOWN), reason);
  }

  private static Bad without(String header) {
    Map<String, String> headers = right(KNOWN);
    headers.remove(header);
    return new Bad("no " + header, KNOWN, headers, body(KNOWN), header + " is missing");
  }

  private static Bad withBody(String name, String body, String reason) {
    return new Bad(name, KNOWN, right(KNOWN), text(body), reason);
  }

  static Stream<Bad> bad() {
    String type = broker.topic().typeOf(Counted.class);
    return Stream.of(
        new Bad("nothing but a text", KNOWN, Map.of(), text("no event"), "ce_type is missing"),
        new Bad("no body", KNOWN, right(KNOWN), null, "there is no body"),
        new Bad("null key and no headers", null, Map.of(), text("{}"), "ce_type is missing"),
        new Bad("null key and null body", null, Map.of(), null, "there is no body"),
        without(ID),
        without(TYPE),
        without(TIME),
        without(SUBJECT),
        without(SEQUENCE),
        withHeader("unknown version", TYPE, type.replace(".v1", ".v2"), "version"),
        withHeader("version of long ago", TYPE, type.replace(".v1", ".v0"), "version"),
        withHeader("version beyond all", TYPE, type.replace(".v1", ".v99999999999"), "version"),
        withHeader("id that is none", ID, "1", "malformed"),
        withHeader("empty id", ID, "", "malformed"),
        withHeader("time that is none", TIME, "yesterday", "malformed"),
        withHeader("time without a zone", TIME, "2026-01-01T00:00:00", "malformed"),
        withHeader("sequence that is no number", SEQUENCE, "one", "malformed"),
        withHeader("sequence 0", SEQUENCE, "0", "at least 1"),
        withHeader("negative sequence", SEQUENCE, "-1", "at least 1"),
        withHeader("sequence beyond 64 bits", SEQUENCE, "9223372036854775808", "malformed"),
        withHeader("subject of another", SUBJECT, "other", "the body is about known"),
        withBody("empty body", "", "the body is no"),
        withBody("null as body", "null", "expected more than null"),
        withBody("list as body", "[]", "the body is no"),
        withBody("text as body", "\"x\"", "the body is no"),
        withBody("number as body", "1", "the body is no"),
        withBody("body cut short", "{\"type\":\"Counted\"", "the body is no"),
        withBody("body without its type", "{\"aggregateId\":\"known\",\"by\":1}", "a type"),
        withBody("body of an unknown type", "{\"type\":\"Lost\"}", "a type"),
        withBody("body of a class", "{\"type\":\"java.net.URL\"}", "a type"),
        withBody("no field", "{\"type\":\"Counted\"}", "the body is no"),
        withBody("null for a text", counted("null", "1"), "the body is no"),
        withBody("null for a number", counted("\"known\"", "null"), "the body is no"),
        withBody("text for a number", counted("\"known\"", "\"1\""), "the body is no"),
        withBody("fraction", counted("\"known\"", "1.5"), "the body is no"),
        withBody("beyond 32 bits", counted("\"known\"", "2147483648"), "the body is no"),
        withBody("1e400", counted("\"known\"", "1e400"), "the body is no"),
        withBody("NaN", counted("\"known\"", "NaN"), "the body is no"),
        withBody("object for a text", counted("{}", "1"), "the body is no"),
        withBody("100,000 arrays deep", "[".repeat(100_000), "the body is no"),
        withBody("almost 1 MiB", "x".repeat((1 << 20) - 1_000), "the body is no"),
        new Bad(
            "no UTF-8",
            KNOWN,
            right(KNOWN),
            Buffer.buffer(new byte[] {(byte) 0xff, '{'}),
            "the body is no"));
  }

  private static String counted(String aggregateId, String by) {
    return "{\"type\":\"Counted\",\"aggregateId\":%s,\"by\":%s}".formatted(aggregateId, by);
  }

  private static void send(@Nullable String key, Map<String, String> headers, @Nullable Buffer body)
      throws ExecutionException, InterruptedException {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            broker.topic().name(), PARTITION, key, body == null ? null : body.getBytes());
    headers.forEach((name, value) -> record.headers().add(name, text(value).getBytes()));
    producer.send(record).get();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void isBuriedAndWhatFollowsTakesEffect(Bad bad) throws Exception {
    Map<String, String> headers = new HashMap<>(bad.headers());
    headers.put(NAME, bad.name());
    String next = UUID.randomUUID().toString();

    send(bad.key(), headers, bad.body());
    send(next, right(next), body(next));

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(effects(next)).containsExactly(1L));
    buried++;
    ConsumerRecord<String, String> letter = letter(bad.name());
    assertThat(SampleBroker.headers(letter)).containsAllEntriesOf(headers);
    assertThat(SampleBroker.headers(letter).get(DeadLetters.REASON)).contains(bad.reason());
    assertThat(letter.key()).isEqualTo(bad.key());
    assertThat(effects(KNOWN)).isEmpty();
    await().atMost(Duration.ofSeconds(20)).until(BadEventsIT::allIsCommitted);
  }

  @Test
  void twoMebibytesAreRefusedByTheBroker() {
    Buffer tooLarge = text("x".repeat(2 << 20));

    assertThat(catchThrowable(() -> send(KNOWN, right(KNOWN), tooLarge)))
        .hasCauseInstanceOf(RecordTooLargeException.class);
  }

  private static List<Long> effects(String aggregateId) {
    return sample.query(
        "SELECT sequence FROM effect WHERE aggregate_id = $1",
        row -> row.getLong("sequence"),
        aggregateId);
  }

  private static ConsumerRecord<String, String> letter(String name) {
    return broker.records(Topics.deadLetters(broker.service()), buried).stream()
        .filter(record -> name.equals(SampleBroker.headers(record).get(NAME)))
        .findFirst()
        .orElseThrow();
  }

  /** The consumer's group would begin behind the last record. */
  private static boolean allIsCommitted() throws Exception {
    TopicPartition partition = new TopicPartition(broker.topic().name(), PARTITION);
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", broker.settings().get(KafkaSettings.SERVERS)))) {
      var committed =
          admin
              .listConsumerGroupOffsets("stampede." + broker.service())
              .partitionsToOffsetAndMetadata()
              .get()
              .get(partition);
      long end =
          admin
              .listOffsets(Map.of(partition, OffsetSpec.latest()))
              .partitionResult(partition)
              .get()
              .offset();
      return committed != null && committed.offset() == end;
    }
  }
}

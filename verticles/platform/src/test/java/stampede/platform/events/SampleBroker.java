package stampede.platform.events;

import io.vertx.core.Vertx;
import io.vertx.kafka.client.producer.KafkaProducer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import stampede.contracts.Topic;
import stampede.platform.SampleDatabase;
import stampede.platform.settings.Settings;
import stampede.platform.settings.SettingsSource;
import stampede.testing.TestServers;

/** A topic of its own at the real broker, and both ends of it. */
public final class SampleBroker implements AutoCloseable {

  private static final AtomicInteger TOPICS = new AtomicInteger();

  private final Topic<SampleEvent> topic =
      new Topic<>("stampede.sample" + TOPICS.incrementAndGet(), SampleEvent.class);
  private final Settings settings =
      Settings.read(
          KafkaSettings.all(),
          Set.of(),
          List.of(
              new SettingsSource(
                  "the test",
                  Map.of(
                      "kafka.servers",
                      TestServers.kafka().bootstrapServers(),
                      "kafka.partitions",
                      "3"))));
  private final KafkaProducer<String, String> producer;

  /** A fresh topic, with dead letters for the service named like it. */
  public SampleBroker(Vertx vertx) {
    this.producer =
        KafkaProducer.create(
            vertx,
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.get(KafkaSettings.SERVERS),
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName(),
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName(),
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    Integer.toString(Topics.LARGEST_DEAD_LETTER)));
    SampleDatabase.await(
        Topics.ensure(vertx, settings, List.of(topic.name(), Topics.deadLetters(service()))));
  }

  /** The topic. */
  public Topic<SampleEvent> topic() {
    return topic;
  }

  /** A service that nobody else is. */
  public String service() {
    return topic.name().substring("stampede.".length());
  }

  /** How to reach the broker. */
  public Settings settings() {
    return settings;
  }

  /** Sends to it. */
  public KafkaProducer<String, String> producer() {
    return producer;
  }

  /** At least so many records of the topic, from its beginning. */
  public List<ConsumerRecord<String, String>> records(int count) {
    return records(topic.name(), count);
  }

  /** At least so many records of any topic, from its beginning; fails when they do not come. */
  public List<ConsumerRecord<String, String>> records(String name, int count) {
    Map<String, Object> configuration =
        Map.of("bootstrap.servers", settings.get(KafkaSettings.SERVERS));
    StringDeserializer text = new StringDeserializer();
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(configuration, text, text)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(name).stream()
              .map(partition -> new TopicPartition(name, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<ConsumerRecord<String, String>> records = new ArrayList<>();
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (records.size() < count) {
        if (System.nanoTime() > end) {
          throw new AssertionError(
              "%s holds %d records, expected %d".formatted(name, records.size(), count));
        }
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  /** The headers of a record as text. */
  public static Map<String, String> headers(ConsumerRecord<String, String> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(
            header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    return headers;
  }

  @Override
  public void close() {
    SampleDatabase.await(producer.close());
  }
}

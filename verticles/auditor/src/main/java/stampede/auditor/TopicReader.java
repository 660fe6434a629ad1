package stampede.auditor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from their beginning to where they end now. Leaves no trace at the broker. */
final class TopicReader {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final String servers;

  TopicReader(String servers) {
    this.servers = servers;
  }

  /** Gives every record that is there before the ends to the reader, each partition in order. */
  void read(Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    Map<TopicPartition, Long> left = new HashMap<>(ends);
    left.values().removeIf(end -> end == 0);
    if (left.isEmpty()) {
      return;
    }
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(List.copyOf(left.keySet()));
      consumer.seekToBeginning(left.keySet());
      long heard = System.nanoTime();
      while (!left.isEmpty()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          heard = System.nanoTime();
          Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
          if (end != null && record.offset() < end) {
            reader.accept(record);
          }
        }
        left.entrySet().removeIf(entry -> consumer.position(entry.getKey()) >= entry.getValue());
        if (System.nanoTime() - heard > SILENCE.toNanos()) {
          throw new CannotAudit(
              "Kafka at %s does not give the records of %s: is it running?"
                  .formatted(servers, left.keySet()));
        }
      }
    } catch (KafkaException e) {
      throw new CannotAudit(
          "the topics cannot be read from Kafka at %s: %s".formatted(servers, e.getMessage()), e);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            5_000,
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
            8 * 1024 * 1024,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            20_000),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  static Place place(ConsumerRecord<byte[], byte[]> record) {
    return new Place(
        record.topic().intern(), record.partition(), record.offset(), record.timestamp());
  }

  /** A header as text; empty when there is none. */
  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}

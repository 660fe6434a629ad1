package stampede.acceptance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that stands on the shop's topics, read from the beginning. */
final class EventLog {

  static final Set<String> TOPICS =
      Set.of(
          "stampede.catalog",
          "stampede.inventory",
          "stampede.order",
          "stampede.payment",
          "stampede.delivery");

  private EventLog() {}

  /** Every record of those topics that is there now, each partition in its order. */
  static List<ConsumerRecord<String, String>> read(ShopProcess shop, Collection<String> topics) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", shop.connection("kafka.servers"), "enable.auto.commit", "false");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic : new TreeSet<>(topics)) {
        consumer
            .partitionsFor(topic)
            .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, String>> records = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  /** A header of a record; empty when it has none of that name. */
  static String header(ConsumerRecord<String, String> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}

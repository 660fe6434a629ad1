package stampede.auditor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import stampede.contracts.Event;
import stampede.testing.TestServers;

/** What sample books say, on the real topics of the real broker, and read by all who follow it. */
final class SampleTopics {

  private static final int PARTITIONS = 3;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private SampleTopics() {}

  static void publish(SampleBooks books) {
    Map<String, Object> servers =
        Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers());
    try (Admin admin = Admin.create(servers);
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(servers, new StringSerializer(), new StringSerializer())) {
      List<NewTopic> topics = new ArrayList<>();
      for (Flow flow : Flow.values()) {
        topics.add(new NewTopic(flow.topicName(), PARTITIONS, (short) 1));
      }
      topics.add(new NewTopic(Broker.deadLetters(Flow.ORDER.owner()), 1, (short) 1));
      admin.createTopics(topics).all().get();
      for (SampleBooks.Said said : books.said) {
        ProducerRecord<String, String> record = record(said);
        producer.send(record).get();
      }
      for (Flow flow : Flow.values()) {
        readAll(admin, flow);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static ProducerRecord<String, String> record(SampleBooks.Said said) {
    Event event = said.event();
    ProducerRecord<String, String> record =
        new ProducerRecord<>(said.flow().topicName(), event.aggregateId(), body(event));
    Map.of(
            "ce_id", UUID.randomUUID().toString(),
            "ce_type", said.flow().topic().typeOf(event.getClass()),
            "ce_time", SampleBooks.NOW.toString(),
            "ce_subject", event.aggregateId(),
            "ce_sequence", Long.toString(said.sequence()))
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  /** As it stands on the topic, or in an outbox. */
  static String body(Event event) {
    try {
      return JSON.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Leaves the groups as if they had read everything. */
  private static void readAll(Admin admin, Flow flow)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      TopicPartition each = new TopicPartition(flow.topicName(), partition);
      ends.put(
          each,
          new OffsetAndMetadata(
              admin
                  .listOffsets(Map.of(each, OffsetSpec.latest()))
                  .partitionResult(each)
                  .get()
                  .offset()));
    }
    for (var follower : flow.followers()) {
      admin.alterConsumerGroupOffsets("stampede." + follower.serviceName(), ends).all().get();
    }
  }
}

package stampede.auditor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import stampede.contracts.BoundedContext;

/** What the broker knows of its topics and of those who read them. */
final class Broker implements AutoCloseable {

  private static final int TIMEOUT_SECONDS = 20;

  private final String servers;
  private final Admin admin;

  private Broker(String servers, Admin admin) {
    this.servers = servers;
    this.admin = admin;
  }

  static Broker at(String servers) {
    try {
      return new Broker(
          servers,
          Admin.create(
              Map.of(
                  AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                  servers,
                  AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                  TIMEOUT_SECONDS * 1_000,
                  AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                  5_000)));
    } catch (RuntimeException e) {
      throw new CannotAudit("kafka.servers is %s: %s".formatted(servers, reason(e)), e);
    }
  }

  private static String reason(Throwable failure) {
    Throwable last = failure;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return String.valueOf(last.getMessage());
  }

  /** Where consumers of that service put what they cannot use. */
  static String deadLetters(BoundedContext service) {
    return "stampede.%s.dead-letters".formatted(service.serviceName());
  }

  /** The partitions of those topics that there are. */
  List<TopicPartition> partitions(Collection<String> topics) {
    Set<String> existing = await(admin.listTopics().names());
    List<String> known = topics.stream().filter(existing::contains).toList();
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicDescription topic : await(admin.describeTopics(known).allTopicNames()).values()) {
      topic
          .partitions()
          .forEach(info -> partitions.add(new TopicPartition(topic.name(), info.partition())));
    }
    return partitions;
  }

  Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
    return offsets(partitions, OffsetSpec.latest());
  }

  Map<TopicPartition, Long> begins(List<TopicPartition> partitions) {
    return offsets(partitions, OffsetSpec.earliest());
  }

  private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which) {
    return await(
            admin
                .listOffsets(
                    partitions.stream()
                        .collect(Collectors.toMap(partition -> partition, partition -> which)))
                .all())
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  /** Up to where that service's consumers have read, by {@link BrokerBooks#partition}. */
  Map<String, Long> committed(BoundedContext service) {
    String group = "stampede." + service.serviceName();
    Map<String, Long> committed = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> offsets =
        await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    offsets.forEach(
        (partition, offset) -> {
          if (offset != null) {
            committed.put(
                BrokerBooks.partition(partition.topic(), partition.partition()), offset.offset());
          }
        });
    return committed;
  }

  private <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotAudit("the audit was interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new CannotAudit("Kafka at %s does not answer: %s".formatted(servers, reason(e)), e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}

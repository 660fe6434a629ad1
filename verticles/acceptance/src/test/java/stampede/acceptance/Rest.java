package stampede.acceptance;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/**
 * Waits until a shop has nothing left to do: no event to publish, none to read, none on its way.
 */
final class Rest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration GLANCE = Duration.ofMillis(500);

  private Rest() {}

  /** What is seen at a glance; two that are alike and quiet mean rest. */
  private record Glance(int unpublished, long unread, long published) {

    boolean quiet() {
      return unpublished == 0 && unread == 0;
    }
  }

  static void await(ShopProcess shop) {
    Databases databases = new Databases(shop);
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", shop.connection("kafka.servers")))) {
      Glance[] before = {new Glance(1, 1, 0)};
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(GLANCE)
          .until(
              () -> {
                Glance now = glance(admin, databases);
                boolean rests = now.quiet() && now.equals(before[0]);
                before[0] = now;
                return rests;
              });
    }
  }

  private static Glance glance(Admin admin, Databases databases)
      throws ExecutionException, InterruptedException {
    int unpublished = databases.unpublished();
    Map<TopicPartition, Long> ends = ends(admin);
    long unread = 0;
    for (var group : admin.listConsumerGroups().all().get()) {
      if (group.groupId().startsWith("stampede.")) {
        unread += unread(admin, group.groupId(), ends);
      }
    }
    return new Glance(unpublished, unread, ends.values().stream().mapToLong(Long::longValue).sum());
  }

  private static Map<TopicPartition, Long> ends(Admin admin)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    admin
        .describeTopics(EventLog.TOPICS)
        .allTopicNames()
        .get()
        .forEach(
            (name, topic) ->
                topic
                    .partitions()
                    .forEach(
                        partition ->
                            wanted.put(
                                new TopicPartition(name, partition.partition()),
                                OffsetSpec.latest())));
    return admin.listOffsets(wanted).all().get().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
  }

  /** Of the topics that the group follows, which are those where it has got anywhere. */
  private static long unread(Admin admin, String group, Map<TopicPartition, Long> ends)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> reached =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    Set<String> followed =
        reached.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
    List<TopicPartition> partitions =
        ends.keySet().stream().filter(partition -> followed.contains(partition.topic())).toList();
    return partitions.stream()
        .mapToLong(
            partition -> {
              OffsetAndMetadata at = reached.get(partition);
              return ends.getOrDefault(partition, 0L) - (at == null ? 0 : at.offset());
            })
        .sum();
  }
}

package stampede.acceptance;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.multimap.MultiMap;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stampede.contracts.Topic;
import stampede.testing.TestServers;

/** What runs does what the code declares: no message without a sender, none without a receiver. */
class MessageFlowIT {

  private static WholeShop shop;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    shop = new WholeShop(directory);
  }

  @AfterAll
  static void stop() {
    shop.close();
  }

  private static Set<String> declared(Predicate<Message> which) {
    return MessageFlow.declared().stream()
        .filter(which)
        .map(Message::name)
        .collect(toCollection(TreeSet::new));
  }

  @Test
  void everyQuestionIsAnsweredAndNothingElse() {
    String here = "@" + shop.node().id();

    Set<String> served =
        addressesWithListeners().stream()
            .filter(address -> address.endsWith(here))
            .map(address -> address.substring(0, address.length() - here.length()))
            .collect(toCollection(TreeSet::new));

    assertThat(served).isEqualTo(declared(message -> message.by().equals(Message.BUS)));
  }

  @Test
  void newsAreHeardWhereTheyAreDeclaredToBe() {
    Set<String> heard =
        addressesWithListeners().stream()
            .filter(address -> address.endsWith(".news"))
            .collect(toCollection(TreeSet::new));

    assertThat(heard).isEqualTo(declared(message -> message.by().equals(Message.NEWS)));
  }

  @Test
  void everyTopicIsPublishedByTheContextWhoseItIs() {
    Set<String> published =
        shop.node().telemetry().metrics().find("stampede.outbox.batch").meters().stream()
            .map(meter -> String.valueOf(meter.getId().getTag("topic")))
            .collect(toCollection(TreeSet::new));

    assertThat(published).isEqualTo(Contracts.topics().stream().map(Topic::name).collect(toSet()));
  }

  @Test
  void everyServiceFollowsTheTopicsThatItIsDeclaredToFollow() {
    Map<String, Set<String>> declared = new HashMap<>();
    for (Topic<?> topic : Contracts.topics()) {
      MessageFlow.declared().stream()
          .filter(message -> message.name().equals(topic.name()))
          .flatMap(message -> message.to().stream())
          .forEach(
              service ->
                  declared
                      .computeIfAbsent("stampede." + service, ignored -> new TreeSet<>())
                      .add(topic.name()));
    }

    await().atMost(20, SECONDS).untilAsserted(() -> assertThat(followed()).isEqualTo(declared));
  }

  /** The topics that each consumer group has been given, by group. */
  private static Map<String, Set<String>> followed() throws Exception {
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestServers.kafka().bootstrapServers()))) {
      Set<String> groups =
          admin.listConsumerGroups().all().get(10, SECONDS).stream()
              .map(group -> group.groupId())
              .collect(toSet());
      return admin.describeConsumerGroups(groups).all().get(10, SECONDS).values().stream()
          .collect(toMap(ConsumerGroupDescription::groupId, MessageFlowIT::topics));
    }
  }

  private static Set<String> topics(ConsumerGroupDescription group) {
    return group.members().stream()
        .flatMap(member -> member.assignment().topicPartitions().stream())
        .map(TopicPartition::topic)
        .collect(toCollection(TreeSet::new));
  }

  /** As the cluster manager of the bus keeps them for all nodes to see. */
  private static Set<String> addressesWithListeners() {
    HazelcastInstance member =
        Hazelcast.getAllHazelcastInstances().stream()
            .filter(instance -> instance.getConfig().getClusterName().equals(WholeShop.CLUSTER))
            .findAny()
            .orElseThrow();
    MultiMap<String, ?> subscriptions = member.getMultiMap("__vertx.subs");
    return subscriptions.keySet();
  }
}

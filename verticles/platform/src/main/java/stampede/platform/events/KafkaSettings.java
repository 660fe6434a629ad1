package stampede.platform.events;

import java.util.List;
import stampede.platform.settings.Setting;

/** Where the broker is and how topics are made there. */
public final class KafkaSettings {

  /** Where to find the brokers. */
  public static final Setting<String> SERVERS =
      Setting.servers("kafka.servers", "the brokers").or("127.0.0.1:9092");

  /** How many partitions a topic gets when it is made; how many consumers can share its work. */
  public static final Setting<Integer> PARTITIONS =
      Setting.number("kafka.partitions", "partitions of a topic when it is made", 1, 1_000).or("6");

  /** How many brokers hold each event. */
  public static final Setting<Integer> COPIES =
      Setting.number("kafka.copies", "brokers that hold each event", 1, 7).or("1");

  private KafkaSettings() {}

  /** All of them. */
  public static List<Setting<?>> all() {
    return List.of(SERVERS, PARTITIONS, COPIES);
  }
}

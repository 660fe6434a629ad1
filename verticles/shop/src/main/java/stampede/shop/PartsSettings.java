package stampede.shop;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import stampede.platform.settings.Setting;

/** What can be set about the parts that run beside the shop. */
final class PartsSettings {

  static final Setting<Integer> POSTGRES_PORT =
      Setting.port("parts.postgres-port", "port of the PostgreSQL that is started").or("15432");
  static final Setting<Integer> KAFKA_PORT =
      Setting.port("parts.kafka-port", "port of the Kafka that is started").or("19092");
  static final Setting<Integer> KAFKA_CONTROLLER_PORT =
      Setting.port("parts.kafka-controller-port", "port of that Kafka's controller").or("19093");
  static final Setting<Integer> PROVIDER_PORT =
      Setting.number(
              "parts.provider-port", "port of the payment provider that is started", 1, 65_535)
          .or("18090");
  static final Setting<Integer> CARRIER_PORT =
      Setting.number("parts.carrier-port", "port of the carrier that is started", 1, 65_535)
          .or("18091");
  static final Setting<String> COLLECT_AFTER =
      wait("parts.collect-after", "how long the carrier takes to collect a parcel").or("3s");
  static final Setting<String> DELIVER_AFTER =
      wait("parts.deliver-after", "how long the carrier takes to deliver it").or("5s");

  /** What the carrier's command line takes. */
  private static final Pattern WAIT = Pattern.compile("0|never|\\d{1,9}(ms|s|m|h|d)");

  private PartsSettings() {}

  private static Setting<String> wait(String key, String meaning) {
    return new Setting<>(
        key,
        meaning,
        "a time such as 500ms, 3s, 15m or 2h, or 0, or never",
        Optional.empty(),
        false,
        PartsSettings::parseWait);
  }

  private static String parseWait(String text) {
    if (!WAIT.matcher(text).matches()) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  /** Where the parts listen, all on 127.0.0.1. */
  static List<Setting<Integer>> ports() {
    return List.of(POSTGRES_PORT, KAFKA_PORT, KAFKA_CONTROLLER_PORT, PROVIDER_PORT, CARRIER_PORT);
  }

  static List<Setting<?>> all() {
    return List.of(
        POSTGRES_PORT,
        KAFKA_PORT,
        KAFKA_CONTROLLER_PORT,
        PROVIDER_PORT,
        CARRIER_PORT,
        COLLECT_AFTER,
        DELIVER_AFTER);
  }
}

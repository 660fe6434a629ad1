package stampede.shop;

import java.util.List;
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
      Setting.port("parts.provider-port", "port of the payment provider that is started")
          .or("18090");
  static final Setting<Integer> CARRIER_PORT =
      Setting.port("parts.carrier-port", "port of the carrier that is started").or("18091");
  static final Setting<String> COLLECT_AFTER =
      Setting.text("parts.collect-after", "how long the carrier takes to collect a parcel")
          .or("3s");
  static final Setting<String> DELIVER_AFTER =
      Setting.text("parts.deliver-after", "how long the carrier takes to deliver it").or("5s");

  private PartsSettings() {}

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

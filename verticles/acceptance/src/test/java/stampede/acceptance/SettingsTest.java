package stampede.acceptance;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import stampede.contracts.BoundedContext;
import stampede.platform.node.NodeSettings;
import stampede.platform.settings.Setting;
import stampede.platform.settings.Settings;
import stampede.platform.settings.SettingsSource;

/** Operators' files rely on these names and defaults: changing one must be meant. */
class SettingsTest {

  private static Stream<Setting<?>> all() {
    return Stream.concat(
        NodeSettings.all().stream(),
        Services.all().stream().flatMap(service -> service.settings().stream()));
  }

  private static String line(Setting<?> setting) {
    return "%s = %s%s"
        .formatted(
            setting.key(),
            setting.fallback().orElse("(must be set)"),
            setting.secret() ? " (secret)" : "")
        .strip();
  }

  @Test
  void everyKeyWithItsDefault() {
    assertThat(all().map(SettingsTest::line).sorted().collect(joining("\n")))
        .isEqualTo(
            """
            account.address = http://127.0.0.1:8084
            account.audience = stampede
            account.database-connections = 8
            account.database-password = (must be set) (secret)
            account.database-statement-timeout = 10s
            account.database-url = (must be set)
            account.database-user = stampede_account
            account.host = 127.0.0.1
            account.instances = 1
            account.issuer = stampede
            account.key-time = 365d
            account.mail-file = mail.jsonl
            account.password-memory = 19456
            account.password-passes = 2
            account.password-threads = 2
            account.port = 8084
            account.refresh-time = 30d
            account.secret = (must be set) (secret)
            account.token-keys =
            account.token-time = 10m
            account.verification-time = 24h
            catalog.database-connections = 8
            catalog.database-password = (must be set) (secret)
            catalog.database-statement-timeout = 10s
            catalog.database-url = (must be set)
            catalog.database-user = stampede_catalog
            catalog.instances = 1
            cluster.file = cluster.xml
            cluster.host = 127.0.0.1
            cluster.members = 127.0.0.1:5701,127.0.0.1:5702,127.0.0.1:5703
            cluster.name = stampede
            cluster.port = 5701
            delivery.carrier-address = (must be set)
            delivery.carrier-api-key = (must be set) (secret)
            delivery.carrier-callback-secret = (must be set) (secret)
            delivery.carrier-timeout = 3s
            delivery.database-connections = 8
            delivery.database-password = (must be set) (secret)
            delivery.database-statement-timeout = 10s
            delivery.database-url = (must be set)
            delivery.database-user = stampede_delivery
            delivery.instances = 1
            gateway.host = 127.0.0.1
            gateway.instances = 1
            gateway.port = 8080
            gateway.routes =
            gateway.timeout = 10s
            gateway.token-audience = stampede
            gateway.token-issuer = stampede
            gateway.token-keys = (must be set)
            inventory.database-connections = 8
            inventory.database-password = (must be set) (secret)
            inventory.database-statement-timeout = 10s
            inventory.database-url = (must be set)
            inventory.database-user = stampede_inventory
            inventory.expiry-sweep = 1s
            inventory.instances = 1
            kafka.copies = 1
            kafka.partitions = 6
            kafka.servers = 127.0.0.1:9092
            node.event-loops = 0
            node.log-file =
            node.management-host = 127.0.0.1
            node.management-port = 8081
            node.name = stampede
            order.database-connections = 8
            order.database-password = (must be set) (secret)
            order.database-statement-timeout = 10s
            order.database-url = (must be set)
            order.database-user = stampede_order
            order.instances = 1
            order.reservation-time = 15m
            payment.database-connections = 8
            payment.database-password = (must be set) (secret)
            payment.database-statement-timeout = 10s
            payment.database-url = (must be set)
            payment.database-user = stampede_payment
            payment.give-up-after = 10m
            payment.instances = 1
            payment.provider-address = (must be set)
            payment.provider-api-key = (must be set) (secret)
            payment.provider-callback-secret = (must be set) (secret)
            payment.provider-timeout = 3s
            telemetry.otlp-endpoint =""");
  }

  @Test
  void everyDefaultIsAValueThatMayBeSet() {
    List<Setting<?>> withDefault = all().filter(setting -> setting.fallback().isPresent()).toList();

    Settings settings =
        Settings.read(withDefault, Set.of(), List.of(new SettingsSource("nothing", Map.of())));

    assertThat(withDefault).allSatisfy(setting -> assertThat(settings.get(setting)).isNotNull());
  }

  /** Else a file that all services share would set one when it means another. */
  @Test
  void everySettingOfAServiceIsUnderItsName() {
    assertThat(Services.all())
        .allSatisfy(
            service ->
                assertThat(service.settings())
                    .extracting(Setting::section)
                    .containsOnly(service.name()));
  }

  @Test
  void thereIsAServiceForEveryContext() {
    assertThat(Services.all().stream().map(service -> service.name()))
        .containsExactlyInAnyOrderElementsOf(BoundedContext.serviceNames());
  }
}

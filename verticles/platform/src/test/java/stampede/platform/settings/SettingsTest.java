package stampede.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final Setting<Duration> HOLD =
      Setting.duration("order.hold", "how long", Duration.ofMillis(500), Duration.ofDays(7))
          .or("15m");
  private static final Setting<Integer> INSTANCES =
      Setting.number("order.instances", "how many", 1, 8).or("2");
  private static final Setting<String> PASSWORD =
      Setting.text("order.password", "the key to it").hidden();
  private static final Setting<Optional<URI>> PARTNER =
      Setting.httpAddress("order.partner", "who").optional();
  private static final List<Setting<?>> KNOWN = List.of(HOLD, INSTANCES, PASSWORD, PARTNER);

  private static Settings read(Set<String> elsewhere, SettingsSource... sources) {
    return Settings.read(KNOWN, elsewhere, List.of(sources));
  }

  private static SettingsSource source(Map<String, String> values) {
    return new SettingsSource("shop.properties", values);
  }

  @Test
  void givesDefaultsForWhatIsNotSet() {
    Settings settings = read(Set.of(), source(Map.of("order.password", "secret")));

    assertThat(settings.get(HOLD)).isEqualTo(Duration.ofMinutes(15));
    assertThat(settings.get(INSTANCES)).isEqualTo(2);
    assertThat(settings.get(PARTNER)).isEmpty();
  }

  @Test
  void theLastSourceThatHasAKeyWins() {
    Settings settings =
        read(
            Set.of(),
            source(Map.of("order.password", "from file", "order.instances", "3")),
            SettingsSource.environment(Map.of("STAMPEDE_ORDER_INSTANCES", "4"), KNOWN),
            SettingsSource.arguments(List.of("order.password=from line")));

    assertThat(settings.get(INSTANCES)).isEqualTo(4);
    assertThat(settings.get(PASSWORD)).isEqualTo("from line");
  }

  @Test
  void namesEveryProblemAtOnce() {
    SettingsSource wrong =
        source(
            Map.of(
                "order.hold", "15 minutes",
                "order.instances", "9",
                "order.partner", "ftp://there",
                "order.hodl", "1s",
                "ordr.hold", "1s"));

    assertThatThrownBy(() -> read(Set.of(), wrong))
        .isInstanceOfSatisfying(
            InvalidSettings.class,
            invalid ->
                assertThat(invalid.problems())
                    .anyMatch(line -> line.startsWith("order.hold: '15 minutes'"))
                    .anyMatch(line -> line.contains("whole number from 1 to 8"))
                    .anyMatch(line -> line.startsWith("order.partner: 'ftp://there'"))
                    .anyMatch(line -> line.startsWith("order.password is not set"))
                    .anyMatch(line -> line.startsWith("order.hodl") && line.contains("order.hold"))
                    .anyMatch(line -> line.startsWith("ordr.hold") && line.contains("order"))
                    .hasSize(6));
  }

  @Test
  void reportsAMistypedEnvironmentVariable() {
    SettingsSource environment =
        SettingsSource.environment(
            Map.of("STAMPEDE_ORDER_PASWORD", "x", "STAMPEDE_ORDER_PASSWORD", "y", "HOME", "/"),
            KNOWN);

    assertThatThrownBy(() -> read(Set.of(), environment))
        .hasMessageContaining("STAMPEDE_ORDER_PASWORD in the environment is unknown");
  }

  @Test
  void passesOverSectionsThatBelongToOtherProcesses() {
    SettingsSource shared = source(Map.of("order.password", "x", "payment.anything", "y"));

    assertThat(read(Set.of("payment"), shared).get(PASSWORD)).isEqualTo("x");
  }

  @Test
  void neverShowsAHiddenValue() {
    Setting<Integer> pin = Setting.number("order.pin", "a secret number", 0, 9_999).hidden();
    SettingsSource wrong = source(Map.of("order.pin", "hunter2"));

    assertThatThrownBy(() -> Settings.read(List.of(pin), Set.of(), List.of(wrong)))
        .hasMessageNotContaining("hunter2")
        .hasMessageContaining("order.pin: the hidden value");
  }

  @Test
  void readsAFileOfKeysAndValues(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("a"), "# note\norder.password = key \n");

    assertThat(read(Set.of(), SettingsSource.file(file)).get(PASSWORD)).isEqualTo("key");
  }

  @Test
  void saysSoWhenTheFileCannotBeRead(@TempDir Path directory) {
    Path file = directory.resolve("not there");

    assertThatThrownBy(() -> SettingsSource.file(file))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("there is no settings file " + file);
  }

  @Test
  void anArgumentWithoutAValueIsAProblem() {
    assertThatThrownBy(() -> SettingsSource.arguments(List.of("order.hold")))
        .hasMessageContaining("expected key=value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders",
        "127.0.0.1:5432/orders",
        "jdbc:postgresql://127.0.0.1/orders",
        "postgresql://127.0.0.1",
        "postgresql://127.0.0.1/",
        "postgresql:///orders",
        "postgresql://kim:secret@127.0.0.1/orders"
      })
  void aDatabaseIsAnAddressWithAHostAndAName(String text) {
    assertThatThrownBy(() -> read(Setting.databaseAddress("order.database", "where"), text))
        .hasMessageContaining("order.database: ")
        .hasMessageContaining("expected an address such as postgresql://127.0.0.1:5432/orders");
  }

  @Test
  void aDatabasesPortMayBeLeftOut() {
    assertThat(read(Setting.databaseAddress("order.database", "where"), "postgresql://db/orders"))
        .hasHost("db")
        .hasPath("/orders")
        .hasNoPort();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.1:0", "a:1,", "a:1;b:2", ":9092", "a:x"})
  void serversHaveAHostAndAPortEach(String text) {
    assertThatThrownBy(() -> read(Setting.servers("order.servers", "where"), text))
        .hasMessageContaining("order.servers: ");
  }

  @Test
  void thereMayBeSeveralServers() {
    assertThat(read(Setting.servers("order.servers", "where"), "a:1,b-c.example:65535"))
        .isEqualTo("a:1,b-c.example:65535");
  }

  private static <T> T read(Setting<T> setting, String text) {
    return Settings.read(List.of(setting), Set.of(), List.of(source(Map.of(setting.key(), text))))
        .get(setting);
  }
}

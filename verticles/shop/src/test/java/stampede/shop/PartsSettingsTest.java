package stampede.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.platform.settings.Settings;
import stampede.platform.settings.SettingsSource;

class PartsSettingsTest {

  private static Settings read(String collectAfter) {
    Map<String, String> values = Map.of("parts.collect-after", collectAfter);
    return Settings.read(
        PartsSettings.all(), Set.of(), List.of(new SettingsSource("a test", values)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "250ms", "2s", "5m", "1h", "1d", "never"})
  void whatTheCarrierTakesIsTaken(String text) {
    assertThat(read(text).get(PartsSettings.COLLECT_AFTER)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "3", "3 s", "-1s", "1.5s", "PT3S"})
  void anythingElseIsNamed(String text) {
    assertThatThrownBy(() -> read(text))
        .hasMessageContaining("parts.collect-after: '" + text + "'")
        .hasMessageContaining("3s, 15m or 2h, or 0, or never");
  }
}

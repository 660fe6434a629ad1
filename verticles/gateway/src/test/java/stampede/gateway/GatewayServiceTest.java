package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stampede.platform.settings.InvalidSettings;
import stampede.platform.settings.Settings;
import stampede.platform.settings.SettingsSource;

class GatewayServiceTest {

  private static Settings withTimeout(String timeout) {
    Map<String, String> values =
        Map.of("gateway.timeout", timeout, "gateway.token-keys", "/etc/stampede/keys.json");
    return Settings.read(
        new GatewayService().settings(), Set.of(), List.of(new SettingsSource("the test", values)));
  }

  @Test
  void aClientMayWaitNearlyAsLongAsTheEndDoes() {
    assertThat(withTimeout("12s").get(GatewayService.PORT)).isEqualTo(8080);
  }

  @Test
  void aClientMustNotWaitLongerThanTheEndDoes() {
    assertThatThrownBy(() -> withTimeout("13s"))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("gateway.timeout")
        .hasMessageContaining("to 12s");
  }
}

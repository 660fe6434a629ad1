package stampede.platform.calls;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import stampede.platform.settings.Setting;
import stampede.platform.settings.Settings;

/**
 * How a service reaches a partner outside.
 *
 * @param section whose settings they are, for example {@code payment}
 * @param partner what the partner is called there, for example {@code provider}
 */
public record PartnerSettings(String section, String partner) {

  Setting<URI> address() {
    return Setting.httpAddress(
        "%s.%s-address".formatted(section, partner), "where the " + partner + " answers");
  }

  Setting<String> apiKey() {
    return Setting.text(
            "%s.%s-api-key".formatted(section, partner), "what the " + partner + " knows us by")
        .hidden();
  }

  /** The secret that the partner signs its callbacks with. */
  public Setting<String> callbackSecret() {
    return Setting.text(
            "%s.%s-callback-secret".formatted(section, partner),
            "what the " + partner + " signs its callbacks with")
        .hidden();
  }

  Setting<Duration> timeout() {
    return Setting.duration(
            "%s.%s-timeout".formatted(section, partner),
            "how long an answer of the " + partner + " is waited for",
            Duration.ofMillis(50),
            Duration.ofMinutes(1))
        .or("3s");
  }

  /**
   * How long a call may be under way at most, with time to connect and to write the answer down.
   */
  public Duration lease(Settings settings) {
    return settings.get(timeout()).multipliedBy(2).plusSeconds(2);
  }

  /** All of them. */
  public List<Setting<?>> all() {
    return List.of(address(), apiKey(), callbackSecret(), timeout());
  }
}

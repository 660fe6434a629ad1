package stampede.simulators.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The options of every partner, and the secrets that are none. */
class CommandLineTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("ANY_API_KEY", "key", "ANY_CALLBACK_SECRET", "secret");

  private static PartnerSettings settings(Map<String, String> environment, String... options) {
    PartnerOptions parsed = new PartnerOptions();
    new CommandLine(parsed)
        .registerConverter(Duration.class, Wait::parseDuration)
        .parseArgs(options);
    return parsed.settings(environment::get, "ANY");
  }

  @Test
  void theDefaultsAreThese() {
    PartnerSettings settings = settings(ENVIRONMENT, "--port=0", "--data=ledger");

    assertThat(settings)
        .isEqualTo(new PartnerSettings("127.0.0.1", 0, Path.of("ledger"), "key", Optional.empty()));
  }

  @Test
  void callbacksAreSetTogether() {
    PartnerSettings settings =
        settings(
            ENVIRONMENT,
            "--port=0",
            "--data=ledger",
            "--callback-url=http://127.0.0.1:8080/{reference}/news",
            "--callback-tries=3",
            "--callback-back-off=1s");

    assertThat(settings.callbacks())
        .contains(
            new CallbackSettings(
                "http://127.0.0.1:8080/{reference}/news", "secret", 3, Duration.ofSeconds(1)));
  }

  @Test
  void theKeyMustBeInTheEnvironment() {
    assertThatThrownBy(() -> settings(Map.of(), "--port=0", "--data=ledger"))
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining("ANY_API_KEY");
  }

  @Test
  void callbacksNeedASecret() {
    assertThatThrownBy(
            () ->
                settings(
                    Map.of("ANY_API_KEY", "key"),
                    "--port=0",
                    "--data=ledger",
                    "--callback-url=http://127.0.0.1/{reference}"))
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining("ANY_CALLBACK_SECRET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a key", "käse", "a\nb"})
  void aKeyThatNoHeaderCanCarryIsRefused(String key) {
    assertThatThrownBy(() -> settings(Map.of("ANY_API_KEY", key), "--port=0", "--data=ledger"))
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining("ANY_API_KEY");
  }

  @ParameterizedTest
  @CsvSource({
    "--port=65536, --port",
    "--port=-1, --port",
    "--callback-tries=0, --callback-tries",
    "--callback-url=updates/{reference}, --callback-url",
    "--callback-url=ftp://127.0.0.1/{reference}, --callback-url",
    "--callback-url=http://{host}/, --callback-url"
  })
  void aWrongOptionIsNamed(String wrong, String named) {
    String[] options =
        wrong.startsWith("--port")
            ? new String[] {wrong, "--data=ledger"}
            : new String[] {"--port=0", "--data=ledger", wrong};

    assertThatThrownBy(() -> settings(ENVIRONMENT, options))
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining(named);
  }

  @Test
  void settingsDoNotShowSecrets() {
    PartnerSettings settings =
        settings(
            Map.of("ANY_API_KEY", "hidden-key", "ANY_CALLBACK_SECRET", "hidden-secret"),
            "--port=0",
            "--data=ledger",
            "--callback-url=http://127.0.0.1/{reference}");

    assertThat(settings.toString()).doesNotContain("hidden");
  }
}

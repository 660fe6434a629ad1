package stampede.simulators.partner;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every partner's command line has. Secrets come from the environment alone. */
public final class PartnerOptions {

  private static final Pattern SECRET = Pattern.compile("[!-~]+");

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "the address to listen on (${DEFAULT-VALUE})")
  private String host = "127.0.0.1";

  @Option(names = "--port", required = true, description = "the port to listen on; 0 for any")
  private int port;

  @Option(names = "--data", required = true, description = "the directory of the ledger")
  private Path data = Path.of("");

  @Option(
      names = "--callback-url",
      description = "where to send news; {reference} stands for what it is about")
  private Optional<String> callbackUrl = Optional.empty();

  @Option(
      names = "--callback-tries",
      defaultValue = "10",
      description = "how often news is sent before it is given up (${DEFAULT-VALUE})")
  private int callbackTries = 10;

  @Option(
      names = "--callback-back-off",
      defaultValue = "200ms",
      description = "the wait before the second try; it doubles (${DEFAULT-VALUE})")
  private Duration callbackBackOff = Duration.ofMillis(200);

  /**
   * The settings, with the secrets from the environment variables {@code <prefix>_API_KEY} and
   * {@code <prefix>_CALLBACK_SECRET}; {@link CannotRun} when an option cannot be used.
   */
  public PartnerSettings settings(Function<String, @Nullable String> environment, String prefix) {
    if (port < 0 || port > 65_535) {
      throw new CannotRun("--port must be from 0 to 65535.");
    }
    if (callbackTries < 1) {
      throw new CannotRun("--callback-tries must be at least 1.");
    }
    return new PartnerSettings(
        host,
        port,
        data,
        secret(environment, prefix + "_API_KEY"),
        callbackUrl.map(
            url ->
                new CallbackSettings(
                    callbackUrl(url),
                    secret(environment, prefix + "_CALLBACK_SECRET"),
                    callbackTries,
                    callbackBackOff)));
  }

  private static String secret(Function<String, @Nullable String> environment, String name) {
    String secret = environment.apply(name);
    if (secret == null || !SECRET.matcher(secret).matches()) {
      throw new CannotRun(
          "Set the environment variable " + name + " to a secret of printable ASCII characters.");
    }
    return secret;
  }

  private static String callbackUrl(String url) {
    try {
      URI example = URI.create(url.replace("{reference}", "reference"));
      if (example.getHost() != null
          && ("http".equals(example.getScheme()) || "https".equals(example.getScheme()))) {
        return url;
      }
    } catch (IllegalArgumentException invalid) {
      throw wrongCallbackUrl(url);
    }
    throw wrongCallbackUrl(url);
  }

  private static CannotRun wrongCallbackUrl(String url) {
    return new CannotRun(
        "--callback-url must be an absolute http or https address such as http://127.0.0.1:8080/updates/{reference}, and is "
            + url);
  }
}

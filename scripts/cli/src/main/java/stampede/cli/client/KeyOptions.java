package stampede.cli.client;

import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Option;

/** The options that say which shop's tokens are meant. */
public final class KeyOptions {

  @Option(
      names = "--data",
      paramLabel = "DIRECTORY",
      defaultValue = "${sys:stampede.home:-.}/data",
      description = "the shop's data directory, where the key for tokens is (${DEFAULT-VALUE})")
  private Path data = Path.of("data");

  @Option(
      names = "--issuer",
      defaultValue = "${env:STAMPEDE_GATEWAY_TOKEN_ISSUER:-stampede}",
      description = "the shop's gateway.token-issuer (${DEFAULT-VALUE})")
  private String issuer = "stampede";

  @Option(
      names = "--audience",
      defaultValue = "${env:STAMPEDE_GATEWAY_TOKEN_AUDIENCE:-stampede}",
      description = "the shop's gateway.token-audience (${DEFAULT-VALUE})")
  private String audience = "stampede";

  /** What makes a token for a customer of that shop, on a command line. */
  public String tokenCommand(String customer) {
    return "./scripts/stampede token --customer %s --data %s".formatted(customer, data);
  }

  /** Who signs tokens for that shop. Fails with {@link CannotGoOn} when there is no key. */
  public TokenIssuer issuer() {
    return TokenIssuer.open(data, issuer, audience, Clock.systemUTC());
  }
}

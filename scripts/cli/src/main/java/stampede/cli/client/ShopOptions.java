package stampede.cli.client;

import java.net.URI;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which shop is meant. */
public final class ShopOptions {

  @Option(
      names = "--api",
      paramLabel = "URL",
      defaultValue =
          "http://${env:STAMPEDE_GATEWAY_HOST:-127.0.0.1}:${env:STAMPEDE_GATEWAY_PORT:-8080}",
      description = "where the shop is (${DEFAULT-VALUE})")
  private URI api = URI.create("http://127.0.0.1:8080");

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      defaultValue = "5m",
      converter = DurationFormat.class,
      description = "how long the shop may be away, such as 30s or 5m (${DEFAULT-VALUE})")
  private Duration patience = Duration.ofMinutes(5);

  @Mixin private KeyOptions keys = new KeyOptions();

  /** Where the shop is. */
  public URI api() {
    return api;
  }

  /** Who signs tokens for that shop. Fails with {@link CannotGoOn} when there is no key. */
  public TokenIssuer issuer() {
    return keys.issuer();
  }

  /** What makes a token for a customer of that shop, on a command line. */
  public String tokenCommand(String customer) {
    return keys.tokenCommand(customer);
  }

  /**
   * The shop, after making sure that somebody is there.
   *
   * @param parallel the most calls at once
   */
  public Shop connect(int parallel) throws InterruptedException {
    if (!"http".equals(api.getScheme()) && !"https".equals(api.getScheme())) {
      throw new CannotGoOn("--api: expected an address such as http://127.0.0.1:8080, not " + api);
    }
    Shop shop = new Shop(api, parallel, patience, System.err::println);
    shop.requireListening();
    return shop;
  }
}

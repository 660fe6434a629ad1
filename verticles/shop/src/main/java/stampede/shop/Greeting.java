package stampede.shop;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import stampede.gateway.GatewayService;
import stampede.platform.node.Node;
import stampede.platform.node.NodeSettings;
import stampede.platform.settings.Settings;

/** What is printed when the shop is ready. */
final class Greeting {

  private Greeting() {}

  /**
   * Prints it.
   *
   * @param gateway when it runs in this process; without it there is no API to promise
   */
  static void print(PrintStream out, Node node, Optional<GatewayService> gateway, Path data) {
    Settings settings = node.settings();
    String host = settings.get(GatewayService.HOST);
    Optional<String> api = gateway.map(here -> address(host, here.actualPort()));
    out.printf(
        """

        The shop is ready.
          API          %1$s
          health       %2$s/health/ready
          metrics      %2$s/metrics
          data, logs   %3$s
        """,
        api.map(at -> at + "/api/v1          described at " + at + "/api/v1/openapi.yaml")
            .orElse(
                "not here: start the gateway for "
                    + address(host, settings.get(GatewayService.PORT))),
        address(settings.get(NodeSettings.MANAGEMENT_HOST), node.managementPort()),
        data);
    api.ifPresent(
        at ->
            out.printf(
                """
                Try:
                  ./scripts/stampede demo
                  curl %s/api/v1/products?limit=3
                """,
                at));
    out.println("Ctrl-C stops it; the data stays.");
    out.flush();
  }

  private static String address(String host, int port) {
    return "http://%s:%d".formatted(host, port);
  }
}

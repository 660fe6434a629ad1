package stampede.shop;

import java.io.PrintStream;
import java.nio.file.Path;
import stampede.gateway.GatewayService;
import stampede.platform.node.NodeSettings;
import stampede.platform.settings.Settings;

/** What is printed when the shop is ready. */
final class Greeting {

  private Greeting() {}

  static void print(PrintStream out, Settings settings, Path data) {
    String gateway =
        "http://%s:%d"
            .formatted(settings.get(GatewayService.HOST), settings.get(GatewayService.PORT));
    out.printf(
        """

        The shop is ready.
          API          %1$s/api/v1          described at %1$s/api/v1/openapi.yaml
          health       http://127.0.0.1:%2$d/health/ready
          metrics      http://127.0.0.1:%2$d/metrics
          data, logs   %3$s
        Try:
          ./scripts/stampede demo
          curl %1$s/api/v1/products?limit=3
        Ctrl-C stops it; the data stays.
        """,
        gateway, settings.get(NodeSettings.MANAGEMENT_PORT), data);
    out.flush();
  }
}

package stampede.shop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import stampede.embedded.ProgramOptions;
import stampede.gateway.GatewayService;
import stampede.platform.settings.Settings;

/**
 * A partner outside, as a program beside the shop.
 *
 * @param options how it is started
 * @param connection the settings by which its service reaches it
 */
record Partner(ProgramOptions options, Map<String, String> connection) {

  private static final int HEAP_MEGABYTES = 64;

  /** Who takes the money. */
  static Partner provider(Path data, Libraries libraries, Settings settings, Secrets secrets)
      throws IOException {
    return of(
        "provider",
        "stampede.simulators.provider.PaymentProvider",
        "payment",
        data,
        libraries,
        secrets,
        settings.get(PartsSettings.PROVIDER_PORT),
        List.of("--callback-url", callback(settings, "payments/{reference}/provider-updates")));
  }

  /** Who brings the parcels. */
  static Partner carrier(Path data, Libraries libraries, Settings settings, Secrets secrets)
      throws IOException {
    return of(
        "carrier",
        "stampede.simulators.carrier.Carrier",
        "delivery",
        data,
        libraries,
        secrets,
        settings.get(PartsSettings.CARRIER_PORT),
        List.of(
            "--callback-url",
            callback(settings, "shipments/{reference}/carrier-updates"),
            "--collect-after",
            settings.get(PartsSettings.COLLECT_AFTER),
            "--deliver-after",
            settings.get(PartsSettings.DELIVER_AFTER)));
  }

  private static Partner of(
      String name,
      String mainClass,
      String service,
      Path data,
      Libraries libraries,
      Secrets secrets,
      int port,
      List<String> more)
      throws IOException {
    Path directory = data.resolve(name);
    String apiKey = secrets.secret(name + ".api-key");
    String callbackSecret = secrets.secret(name + ".callback-secret");
    String prefix = "STAMPEDE_" + name.toUpperCase(Locale.ROOT);
    List<String> arguments =
        new ArrayList<>(List.of("--port", Integer.toString(port), "--data", directory.toString()));
    arguments.addAll(more);
    return new Partner(
        new ProgramOptions(
            "the " + name,
            mainClass,
            libraries.simulators(),
            arguments,
            Map.of(prefix + "_API_KEY", apiKey, prefix + "_CALLBACK_SECRET", callbackSecret),
            directory,
            port,
            HEAP_MEGABYTES),
        Map.of(
            "%s.%s-address".formatted(service, name), "http://127.0.0.1:" + port,
            "%s.%s-api-key".formatted(service, name), apiKey,
            "%s.%s-callback-secret".formatted(service, name), callbackSecret));
  }

  private static String callback(Settings settings, String path) {
    return "http://%s:%d/api/v1/%s"
        .formatted(settings.get(GatewayService.HOST), settings.get(GatewayService.PORT), path);
  }
}

package stampede.shop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import stampede.contracts.BoundedContext;
import stampede.gateway.GatewayService;
import stampede.platform.node.NodeSettings;
import stampede.platform.node.Service;
import stampede.platform.settings.InvalidSettings;
import stampede.platform.settings.Setting;
import stampede.platform.settings.Settings;

/** The ports that the shop's own process listens on, looked at before anything is started. */
final class OwnPorts {

  private OwnPorts() {}

  /** Fails naming every port that another program has. */
  static void requireUnused(Settings settings, List<Service> services) {
    List<String> taken = new ArrayList<>();
    check(settings, NodeSettings.MANAGEMENT_PORT, "127.0.0.1", taken);
    boolean gateway =
        services.stream()
            .anyMatch(service -> service.name().equals(BoundedContext.GATEWAY.serviceName()));
    if (gateway) {
      check(settings, GatewayService.PORT, settings.get(GatewayService.HOST), taken);
    }
    if (!taken.isEmpty()) {
      throw InvalidSettings.because(String.join("\n  ", taken));
    }
  }

  private static void check(
      Settings settings, Setting<Integer> port, String host, List<String> taken) {
    int number = settings.get(port);
    try (ServerSocket free = new ServerSocket(number, 1, InetAddress.getByName(host))) {
      free.setReuseAddress(true);
    } catch (IOException e) {
      taken.add(
          "%s: port %d on %s cannot be listened on (%s): stop the program that has it, or set another"
              .formatted(port.key(), number, host, e.getMessage()));
    }
  }
}

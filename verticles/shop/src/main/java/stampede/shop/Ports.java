package stampede.shop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import stampede.account.AccountService;
import stampede.gateway.GatewayService;
import stampede.platform.node.NodeSettings;
import stampede.platform.settings.InvalidSettings;
import stampede.platform.settings.Setting;
import stampede.platform.settings.Settings;

/** The ports that are to be listened on, looked at before anything is started. */
final class Ports {

  private static final String LOOPBACK = "127.0.0.1";

  /**
   * One of them.
   *
   * @param key of its setting
   * @param here whether it must be free: this process, or a part, will listen on that very port
   */
  private record Port(String key, String host, int number, boolean here) {}

  private final List<Port> ports = new ArrayList<>();
  private final Settings settings;

  private Ports(Settings settings) {
    this.settings = settings;
  }

  /**
   * Those of a shop.
   *
   * @param gatewayHere whether the gateway is among the services of this process
   * @param accountHere whether the account service is
   * @param partsHere whether the parts are started, too
   */
  static Ports of(Settings settings, boolean gatewayHere, boolean accountHere, boolean partsHere) {
    Ports ports = new Ports(settings);
    ports.add(NodeSettings.MANAGEMENT_PORT, settings.get(NodeSettings.MANAGEMENT_HOST), true);
    ports.add(GatewayService.PORT, settings.get(GatewayService.HOST), gatewayHere);
    ports.add(AccountService.PORT, settings.get(AccountService.HOST), accountHere);
    // Hazelcast tries the next ones when that is taken
    ports.add(NodeSettings.CLUSTER_PORT, settings.get(NodeSettings.CLUSTER_HOST), false);
    if (partsHere) {
      PartsSettings.ports().forEach(port -> ports.add(port, LOOPBACK, true));
      ports.requireCallbackPort();
    }
    return ports;
  }

  private void add(Setting<Integer> port, String host, boolean here) {
    if (settings.get(port) != 0) {
      ports.add(new Port(port.key(), host, settings.get(port), here));
    }
  }

  private void requireCallbackPort() {
    if (settings.get(GatewayService.PORT) == 0) {
      throw InvalidSettings.because(
          "gateway.port: the partners are told at their start where to call back, so it cannot be"
              + " 0 here: set a port");
    }
  }

  /** Fails naming all settings that share a port, whatever their interfaces. */
  void requireDifferent() {
    failIfAny(
        ports.stream()
            .collect(Collectors.groupingBy(Port::number, TreeMap::new, Collectors.toList()))
            .values()
            .stream()
            .filter(sharing -> sharing.size() > 1)
            .map(Ports::shared)
            .toList());
  }

  private static String shared(List<Port> sharing) {
    return "%s are the same port, %d: set each to one of its own"
        .formatted(
            sharing.stream().map(Port::key).collect(Collectors.joining(" and ")),
            sharing.getFirst().number());
  }

  /** Fails naming every port that another program has. */
  void requireUnused() {
    List<String> taken = new ArrayList<>();
    ports.stream().filter(Port::here).forEach(port -> check(port, taken));
    failIfAny(taken);
  }

  private static void check(Port port, List<String> taken) {
    try (ServerSocket socket = new ServerSocket()) {
      // as the servers themselves do: connections that have just ended are not in their way
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port.host(), port.number()), 1);
    } catch (IOException e) {
      taken.add(
          "%s: port %d on %s cannot be listened on (%s): stop the program that has it, or set another"
              .formatted(port.key(), port.number(), port.host(), e.getMessage()));
    }
  }

  private static void failIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw InvalidSettings.because(String.join("\n  ", problems));
    }
  }
}

package stampede.shop;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stampede.account.AccountService;
import stampede.gateway.GatewayService;
import stampede.platform.node.NodeSettings;
import stampede.platform.settings.InvalidSettings;
import stampede.platform.settings.Setting;
import stampede.platform.settings.Settings;
import stampede.platform.settings.SettingsSource;

class PortsTest {

  /** Ports that the system chooses, or none, unless said otherwise. */
  private static Ports ports(Map<String, Object> set, boolean partsHere) throws IOException {
    List<Setting<?>> known = new ArrayList<>(NodeSettings.all());
    known.addAll(PartsSettings.all());
    known.addAll(List.of(GatewayService.HOST, GatewayService.PORT));
    known.addAll(List.of(AccountService.HOST, AccountService.PORT));
    Map<String, String> values = new HashMap<>();
    for (Setting<Integer> port : PartsSettings.ports()) {
      values.put(port.key(), Integer.toString(free()));
    }
    values.put("gateway.port", Integer.toString(free()));
    values.put("account.port", "0");
    values.put("node.management-port", "0");
    values.put("cluster.port", "0");
    set.forEach((key, value) -> values.put(key, value.toString()));
    return Ports.of(
        Settings.read(known, Set.of(), List.of(new SettingsSource("a test", values))),
        true,
        true,
        partsHere);
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static ServerSocket listen(String host) throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByName(host));
  }

  @Test
  void everyPortThatAnotherProgramHasIsNamedAtOnce() throws IOException {
    try (ServerSocket one = listen("127.0.0.1");
        ServerSocket other = listen("127.0.0.1")) {
      Map<String, Object> set =
          Map.of("gateway.port", one.getLocalPort(), "parts.kafka-port", other.getLocalPort());
      Ports ports = ports(set, true);

      assertThatThrownBy(ports::requireUnused)
          .isInstanceOf(InvalidSettings.class)
          .hasMessageContaining("gateway.port: port " + one.getLocalPort())
          .hasMessageContaining("parts.kafka-port: port " + other.getLocalPort());
    }
  }

  @Test
  void aPortIsLookedAtOnItsOwnInterface() throws IOException {
    try (ServerSocket taken = listen("127.0.0.2")) {
      Map<String, Object> set =
          Map.of("node.management-host", "127.0.0.2", "node.management-port", taken.getLocalPort());
      Ports ports = ports(set, false);

      assertThatThrownBy(ports::requireUnused)
          .hasMessageContaining("node.management-port: port %d on 127.0.0.2", taken.getLocalPort());
    }
  }

  @Test
  void connectionsThatHaveJustEndedAreNotInTheWay() throws IOException {
    int port;
    try (ServerSocket server = listen("127.0.0.1")) {
      port = server.getLocalPort();
      try (Socket client = new Socket(server.getInetAddress(), port);
          Socket accepted = server.accept()) {
        accepted.shutdownOutput(); // who ends first keeps the port in TIME_WAIT
        client.getInputStream().read();
      }
    }
    Ports ports = ports(Map.of("gateway.port", port), false);

    assertThatCode(ports::requireUnused).doesNotThrowAnyException();
  }

  @Test
  void settingsThatShareAPortAreNamedAtOnce() throws IOException {
    Map<String, Object> set =
        Map.of(
            "gateway.port", 8_080,
            "parts.carrier-port", 8_080,
            "parts.kafka-port", 9_092,
            "parts.kafka-controller-port", 9_092);
    Ports ports = ports(set, true);

    assertThatThrownBy(ports::requireDifferent)
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("gateway.port and parts.carrier-port are the same port, 8080")
        .hasMessageContaining("parts.kafka-port and parts.kafka-controller-port");
  }

  @Test
  void partnersCannotCallBackToAPortThatIsNotKnownYet() {
    assertThatThrownBy(() -> ports(Map.of("gateway.port", 0), true))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("gateway.port");
  }
}

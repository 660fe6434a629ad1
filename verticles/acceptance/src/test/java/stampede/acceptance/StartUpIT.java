package stampede.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A shop that cannot start says why and what to do, and ends; one that was stopped or killed comes
 * back with everything that it had.
 */
@ExtendWith(ShowsOutput.class)
@Execution(ExecutionMode.SAME_THREAD)
class StartUpIT {

  private static final int CANNOT_START = 1;
  private static final int BAD_SETTINGS = 2;

  /** What it must say when it gives up with that code; and it must leave nothing running. */
  private static void givesUp(ShopProcess shop, int code, String... saying) {
    assertThat(shop.program().awaitEnd()).as(shop.program().said()).isEqualTo(code);
    assertThat(shop.program().said())
        .contains(saying)
        .doesNotContain("\tat ", "Exception in thread", "The shop is ready");
    assertThat(shop.processesOnItsData()).isEmpty();
  }

  @Test
  void everyWrongSettingIsNamedAtOnce() {
    ShopProcess shop =
        ShopProcess.launch(
            "wrong-settings",
            "gateway.timeout=soon",
            "order.reservation-time=1ms",
            "payment.instances=none",
            "order.reservation-tyme=5m",
            "nonsense=1");

    givesUp(
        shop,
        BAD_SETTINGS,
        "gateway.timeout: 'soon' from the command line is wrong: expected a time such as 500ms",
        "order.reservation-time: '1ms'",
        "payment.instances: 'none'",
        "order.reservation-tyme in the command line is unknown: there are",
        "nonsense in the command line is unknown");
    assertThat(shop.data()).doesNotExist();
  }

  @Test
  void anArgumentThatIsNoSettingIsNamed() {
    ShopProcess shop = ShopProcess.launch("no-setting", "quickly");

    givesUp(shop, BAD_SETTINGS, "argument 'quickly': expected key=value");
  }

  @Test
  void aServiceThatDoesNotExistIsNamed() {
    ShopProcess shop = ShopProcess.launch("no-service", "--without", "billing");

    givesUp(shop, BAD_SETTINGS, "--without billing: the services are");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway.port", "node.management-port"})
  void aPortOfItsOwnThatAnotherProgramHasIsNamed(String setting) throws IOException {
    try (ServerSocket other = Ports.listen(Ports.free(1))) {
      ShopProcess shop =
          ShopProcess.launch("taken-" + setting, setting + "=" + other.getLocalPort());

      givesUp(
          shop,
          BAD_SETTINGS,
          setting + ": port " + other.getLocalPort() + " on 127.0.0.1 cannot be listened on",
          "stop the program that has it, or set another");
    }
  }

  @Test
  void aPortOfAPartThatAnotherProgramHasIsNamed() throws IOException {
    try (ServerSocket other = Ports.listen(Ports.free(1))) {
      ShopProcess shop =
          ShopProcess.launch("taken-by-another", "parts.kafka-port=" + other.getLocalPort());

      givesUp(
          shop,
          BAD_SETTINGS,
          "parts.kafka-port: port " + other.getLocalPort(),
          "stop the program that has it, or set another");
    }
  }

  @Test
  void aDirectoryThatHoldsSomethingElseIsLeftAlone() throws IOException {
    Path precious = ShopProcess.fresh("foreign").resolve("data/postgres");
    Files.createDirectories(precious);
    Files.writeString(precious.resolve("thesis.txt"), "years of work");

    ShopProcess shop = ShopProcess.launchOn("foreign");

    givesUp(shop, CANNOT_START, "cannot start: " + precious + " holds something, but not");
    assertThat(precious.resolve("thesis.txt")).hasContent("years of work");
  }

  @Test
  void aDataDirectoryThatIsAFileIsNamed() throws IOException {
    Files.writeString(ShopProcess.fresh("file").resolve("data"), "not a directory");

    ShopProcess shop = ShopProcess.launchOn("file");

    givesUp(shop, CANNOT_START, "cannot start: " + shop.data() + " cannot be used");
  }

  @Test
  void aDataDirectoryThatCannotBeWrittenIsNamed() {
    ShopProcess shop = ShopProcess.launch("unwritable", Path.of("/proc/stampede"));

    givesUp(shop, CANNOT_START, "cannot start: /proc/stampede cannot be used");
  }

  @Test
  void aLedgerThatIsDamagedIsNotWrittenOn() throws IOException {
    Path provider = ShopProcess.fresh("damaged").resolve("data/provider");
    Files.createDirectories(provider);
    Files.writeString(provider.resolve("journal.jsonl"), "{\"entry\":1}\n{\"entry\":2}\n");

    ShopProcess shop = ShopProcess.launchOn("damaged");

    givesUp(shop, CANNOT_START, "cannot start: ", "journal.jsonl");
  }

  @Test
  void serversThatAreNotThereAreNamed() throws IOException {
    Path file = ShopProcess.fresh("external").resolve("external.properties");
    int nobody = Ports.free(1);
    Files.writeString(file, External.at(nobody, file.resolveSibling("token-keys.json")));

    ShopProcess shop = ShopProcess.launchOn("external", "--external", file.toString());

    givesUp(shop, CANNOT_START, "cannot start: ", "127.0.0.1:" + nobody);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    ShopProcess shop = ShopProcess.launch("no-file", "--external", "missing.properties");

    givesUp(shop, BAD_SETTINGS, "there is no settings file missing.properties");
  }

  /** Settings of servers that run elsewhere. */
  private static final class External {

    private static String at(int port, Path tokenKeys) {
      StringBuilder text = new StringBuilder();
      for (String service :
          List.of("account", "catalog", "inventory", "order", "payment", "delivery")) {
        Map.of(
                "database-url",
                "postgresql://127.0.0.1:%d/%s".formatted(port, service),
                "database-user",
                service,
                "database-password",
                "unknown")
            .forEach((key, value) -> text.append("%s.%s=%s%n".formatted(service, key, value)));
      }
      for (String partner : List.of("payment.provider", "delivery.carrier")) {
        text.append("%s-address=http://127.0.0.1:%d%n".formatted(partner, port));
        text.append("%s-api-key=unknown%n".formatted(partner));
        text.append("%s-callback-secret=unknown%n".formatted(partner));
      }
      text.append("account.secret=unknown%n".formatted());
      text.append("kafka.servers=127.0.0.1:%d%n".formatted(port));
      text.append("gateway.token-keys=%s%n".formatted(tokenKeys));
      return text.toString();
    }
  }
}

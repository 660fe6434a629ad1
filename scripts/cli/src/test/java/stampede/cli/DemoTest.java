package stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stampede.cli.client.FakeShop;
import stampede.cli.client.TestKeys;

class DemoTest {

  @TempDir private Path data = Path.of("");

  private FakeShop shop;

  @BeforeEach
  void start() throws IOException {
    TestKeys.into(data);
    shop = FakeShop.start();
    shop.orderStates(DemoTest::end);
  }

  @AfterEach
  void stop() {
    shop.close();
  }

  private static String end(ObjectNode order) {
    if (order.get("paymentToken").asText().equals("tok_declined")) {
      order.put("cancelledBecause", "PAYMENT_DECLINED");
      return "CANCELLED";
    }
    if (order.at("/shipTo/street").asText().equals("Return to sender")) {
      order.put("cancelledBecause", "DELIVERY_FAILED");
      return "CANCELLED";
    }
    return "DELIVERED";
  }

  private String run() {
    StringWriter out = new StringWriter();
    int code =
        Stampede.commandLine()
            .setOut(new PrintWriter(out))
            .execute("demo", "--api", shop.api().toString(), "--data", data.toString());
    assertThat(code).isZero();
    return out.toString();
  }

  @Test
  void tellsWhatBecameOfEveryKindOfOrder() {
    String story = run();

    assertThat(story)
        .contains("25 orders", "21 went the usual way")
        .contains("PAYMENT_DECLINED", "DELIVERY_FAILED", "cancelled it", "back")
        .contains("token --customer", "curl");
  }

  @Test
  void tellsTheSameAgainAndDoesNothingTwice() {
    String first = run();

    String second = run();

    assertThat(second).isEqualTo(first);
    assertThat(shop.orders()).hasSize(25);
  }
}

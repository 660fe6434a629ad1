package stampede.simulators.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stampede.simulators.partner.Receiver;
import stampede.simulators.partner.Receiver.Taken;
import stampede.simulators.partner.Wait;

class ProviderCallbacksTest {

  @TempDir Path data;
  private Receiver receiver;
  private ProviderFixture provider;

  @BeforeEach
  void start() throws IOException {
    receiver = new Receiver();
    provider = provider(false);
  }

  @AfterEach
  void stop() {
    provider.close();
    receiver.close();
  }

  private ProviderFixture provider(boolean tellAll) {
    return new ProviderFixture(
        ProviderFixture.settings(
            data, Optional.of(receiver.settings(4)), Wait.of(Duration.ofMillis(100)), tellAll));
  }

  @Test
  void aPendingChargeThatIsCapturedIsNews() {
    JsonObject pending = provider.charge("order-1", 1999, "tok_pending").json();

    await().until(() -> receiver.taken().size() == 1);
    Taken taken = receiver.taken().getFirst();
    assertThat(taken.path()).isEqualTo("/orders/order-1/updates");
    assertThat(taken.json().fieldNames())
        .containsExactlyInAnyOrder(
            "updateId", "reference", "chargeId", "status", "amount", "currency", "at");
    assertThat(taken.json().getString("chargeId")).isEqualTo(pending.getString("chargeId"));
    assertThat(taken.status()).isEqualTo("captured");
  }

  @Test
  void aPendingChargeCanBeDeclinedInTheEnd() {
    provider.api.put("/v1/faults", "{\"decline\":1}");

    provider.charge("order-1", 1999, "tok_pending");

    await().until(() -> receiver.statuses().contains("declined"));
    assertThat(provider.status("order-1")).isEqualTo("declined");
  }

  @Test
  void aCallbackIsSigned() throws GeneralSecurityException {
    provider.charge("order-1", 1999, "tok_pending");

    await().until(() -> receiver.taken().size() == 1);
    Taken taken = receiver.taken().getFirst();
    String time = taken.signature().replaceFirst("t=(\\d+),v1=[0-9a-f]{64}", "$1");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec("a-secret-for-tests".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] expected = mac.doFinal((time + "." + taken.text()).getBytes(StandardCharsets.UTF_8));
    assertThat(taken.signature()).endsWith(",v1=" + HexFormat.of().formatHex(expected));
    assertThat(Instant.ofEpochSecond(Long.parseLong(time)))
        .isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(1));
  }

  @Test
  void whatTheCallerWasNotToldIsNewsAndTheRestIsNot() {
    provider.charge("told", 100, "tok_visa");
    provider.charge("declined", 100, "tok_declined");

    provider.charge("untold", 100, "tok_error_after_charge");

    await().until(() -> receiver.taken().size() == 1);
    assertThat(receiver.taken().getFirst().json().getString("reference")).isEqualTo("untold");
  }

  @Test
  void everyChangeIsNewsWhenSoSet() {
    provider.close();
    provider = provider(true);
    provider.charge("order-1", 100, "tok_visa");
    await().until(() -> receiver.statuses().contains("captured"));

    provider.refund("order-1", "a", 40);

    await().until(() -> receiver.statuses().contains("refunded"));
    JsonObject refund = receiver.taken().getLast().json();
    assertThat(refund.getString("refundId")).isEqualTo("a");
    assertThat(refund.getLong("amount")).isEqualTo(40);
  }

  @Test
  void aCallbackIsRepeatedUntilItIsTaken() {
    receiver.answer(500, 302);

    provider.charge("order-1", 100, "tok_pending");

    await().until(() -> receiver.taken().size() == 3);
    assertThat(receiver.taken())
        .extracting(taken -> taken.json().getString("updateId"))
        .containsOnly(receiver.taken().getFirst().json().getString("updateId"));
  }

  @Test
  void aRefusedCallbackIsNotRepeated() {
    receiver.answer(404);
    provider.charge("order-1", 100, "tok_pending");
    await().until(() -> receiver.taken().size() == 1);

    provider.charge("order-2", 100, "tok_pending");

    await().until(() -> receiver.taken().size() == 2);
    assertThat(receiver.taken())
        .extracting(taken -> taken.json().getString("reference"))
        .containsExactly("order-1", "order-2");
  }

  @Test
  void aCallbackIsGivenUpAfterSoManyTries() {
    receiver.answer(500, 500, 500, 500, 500);
    provider.charge("order-1", 100, "tok_pending");
    await().until(() -> receiver.taken().size() == 4);

    provider.charge("order-2", 100, "tok_pending");

    await().until(() -> receiver.taken().size() == 6);
    assertThat(receiver.taken())
        .filteredOn(taken -> taken.json().getString("reference").equals("order-1"))
        .hasSize(4);
  }

  @Test
  void aDuplicateIsTheSameNewsTwice() {
    provider.api.put("/v1/faults", "{\"duplicateCallback\":1}");

    provider.charge("order-1", 100, "tok_pending");

    await().until(() -> receiver.taken().size() == 2);
    assertThat(receiver.taken().getFirst().text()).isEqualTo(receiver.taken().getLast().text());
  }

  @Test
  void lateNewsComesLate() {
    provider.api.put("/v1/faults", "{\"lateCallback\":1,\"lateCallbackMillis\":400}");
    long begin = System.nanoTime();

    provider.charge("order-1", 100, "tok_error_after_charge");

    await().until(() -> receiver.taken().size() == 1);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(390));
  }
}

package stampede.simulators.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stampede.simulators.partner.Wait;

class TokenTest {

  @TempDir Path data;
  private ProviderFixture provider;

  @BeforeEach
  void start() {
    provider =
        new ProviderFixture(
            ProviderFixture.settings(
                data, Optional.empty(), Wait.of(Duration.ofMillis(200)), false));
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void errorIsNeverCharged() {
    assertThat(provider.charge("order-1", 100, "tok_error").status()).isEqualTo(500);
    assertThat(provider.charge("order-1", 100, "tok_error").status()).isEqualTo(500);
    assertThat(provider.api.get("/v1/charges/order-1").status()).isEqualTo(404);
  }

  @Test
  void errorAfterChargeTellsTheTruthTheSecondTime() {
    assertThat(provider.charge("order-1", 100, "tok_error_after_charge").status()).isEqualTo(500);
    assertThat(provider.status("order-1")).isEqualTo("captured");
    assertThat(provider.charge("order-1", 100, "tok_error_after_charge").status()).isEqualTo(200);
  }

  @Test
  void hangNeverAnswersAndIsNotCharged() {
    assertNoAnswer("tok_hang");
    assertNoAnswer("tok_hang");
    assertThat(provider.api.get("/v1/charges/order-1").status()).isEqualTo(404);
  }

  @Test
  void hangAfterChargeTellsTheTruthTheSecondTime() {
    assertNoAnswer("tok_hang_after_charge");
    assertThat(provider.status("order-1")).isEqualTo("captured");
    assertThat(provider.charge("order-1", 100, "tok_hang_after_charge").status()).isEqualTo(200);
  }

  @Test
  void resetAfterChargeClosesTheConnection() {
    HttpRequest.Builder request =
        provider
            .api
            .request("/v1/charges/order-1")
            .PUT(BodyPublishers.ofString(ProviderFixture.order(100, "tok_reset_after_charge")));

    assertThatThrownBy(() -> provider.api.send(request).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IOException.class)
        .satisfies(
            failure -> assertThat(failure.getCause()).isNotInstanceOf(HttpTimeoutException.class));
    assertThat(provider.status("order-1")).isEqualTo("captured");
  }

  @Test
  void slowIsAnsweredLate() {
    long begin = System.nanoTime();

    int status = provider.charge("order-1", 100, "tok_slow").status();

    assertThat(status).isEqualTo(201);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void pendingIsCapturedAfterAWhile() {
    int status = provider.charge("order-1", 100, "tok_pending").status();

    assertThat(status).isEqualTo(202);
    await().until(() -> provider.status("order-1").equals("captured"));
    assertThat(provider.charge("order-1", 100, "tok_pending").status()).isEqualTo(200);
  }

  private void assertNoAnswer(String token) {
    HttpRequest.Builder request =
        provider
            .api
            .request("/v1/charges/order-1")
            .timeout(Duration.ofMillis(400))
            .PUT(BodyPublishers.ofString(ProviderFixture.order(100, token)));
    assertThatThrownBy(() -> provider.api.send(request).join())
        .hasCauseInstanceOf(HttpTimeoutException.class);
  }
}

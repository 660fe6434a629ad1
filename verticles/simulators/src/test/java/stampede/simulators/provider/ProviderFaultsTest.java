package stampede.simulators.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stampede.simulators.partner.Api.Reply;

class ProviderFaultsTest {

  private static final String FAULTS = "/v1/faults";

  @TempDir Path data;
  private ProviderFixture provider;

  @BeforeEach
  void start() {
    provider = new ProviderFixture(data);
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void noneAreSetAtFirst() {
    Reply reply = provider.api.get(FAULTS);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().getDouble("decline")).isZero();
    assertThat(reply.json().fieldNames())
        .containsExactlyInAnyOrder(
            "decline",
            "pending",
            "errorBefore",
            "errorAfter",
            "hangBefore",
            "hangAfter",
            "slow",
            "slowFromMillis",
            "slowToMillis",
            "duplicateCallback",
            "lateCallback",
            "lateCallbackMillis",
            "seed");
  }

  @Test
  void theSameSeedGivesTheSameFaults() {
    String faults = "{\"decline\":0.3,\"pending\":0.2,\"errorBefore\":0.3,\"seed\":42}";

    provider.api.put(FAULTS, faults);
    List<Integer> first = chargeForty("first-");
    provider.api.put(FAULTS, faults);
    List<Integer> second = chargeForty("second-");

    assertThat(second).isEqualTo(first).contains(201, 202, 402, 500);
  }

  private List<Integer> chargeForty(String prefix) {
    return IntStream.range(0, 40)
        .mapToObj(number -> provider.charge(prefix + number, 100, "tok_visa").status())
        .toList();
  }

  @Test
  void anErrorAfterTheChargeHidesWhatWasDone() {
    provider.api.put(FAULTS, "{\"errorAfter\":1}");

    int charged = provider.charge("order-1", 100, "tok_visa").status();
    int refunded = provider.refund("order-1", "a", 40).status();

    provider.api.delete(FAULTS);
    assertThat(List.of(charged, refunded)).containsOnly(500);
    assertThat(provider.api.get("/v1/charges/order-1").json().getLong("refunded")).isEqualTo(40);
  }

  @Test
  void aRefusalIsHitLikeOtherAnswers() {
    provider.api.put(FAULTS, "{\"errorAfter\":1}");

    assertThat(provider.api.get("/v1/charges/order-1").status()).isEqualTo(500);
  }

  @Test
  void anErrorBeforeTheChargeDoesNothing() {
    provider.api.put(FAULTS, "{\"errorBefore\":1}");

    int charged = provider.charge("order-1", 100, "tok_visa").status();

    assertThat(charged).isEqualTo(500);
    assertThat(provider.api.get("/v1/ledger").text()).isEmpty();
  }

  @Test
  void aRefundCanHang() {
    provider.charge("order-1", 100, "tok_visa");
    provider.api.put(FAULTS, "{\"hangBefore\":1}");
    HttpRequest.Builder request =
        provider
            .api
            .request("/v1/charges/order-1/refunds/a")
            .timeout(Duration.ofMillis(300))
            .PUT(BodyPublishers.ofString("{\"amount\":1}"));

    assertThatThrownBy(() -> provider.api.send(request).join())
        .hasCauseInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void slowAnswersTakeAsLongAsSet() {
    provider.api.put(FAULTS, "{\"slow\":1,\"slowFromMillis\":200,\"slowToMillis\":250}");
    long begin = System.nanoTime();

    provider.charge("order-1", 100, "tok_visa");

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(190));
  }

  @Test
  void theTokenGoesBeforeTheFaults() {
    provider.api.put(FAULTS, "{\"pending\":1}");

    assertThat(provider.charge("order-1", 100, "tok_declined").status()).isEqualTo(402);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"decline":1.5}                             | decline
          {"decline":-0.1}                            | decline
          {"decline":"1"}                             | decline
          {"decline":1e400}                           | decline
          {"refuse":1}                                | refuse
          {"slowFromMillis":10,"slowToMillis":9}      | slowToMillis
          {"seed":1.5}                                | seed
          {"shares":{}}                               | shares
          """)
  void aWrongFieldIsNamedAndNothingChanges(String faults, String field) {
    Reply before = provider.api.get(FAULTS);

    Reply reply = provider.api.put(FAULTS, faults);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().getString("field")).isEqualTo(field);
    assertThat(provider.api.get(FAULTS)).isEqualTo(before);
  }

  @Test
  void removedFaultsHappenNoMore() {
    provider.api.put(FAULTS, "{\"errorBefore\":1}");

    Reply none = provider.api.delete(FAULTS);

    assertThat(none.json().getDouble("errorBefore")).isZero();
    assertThat(provider.charge("order-1", 100, "tok_visa").status()).isEqualTo(201);
  }
}

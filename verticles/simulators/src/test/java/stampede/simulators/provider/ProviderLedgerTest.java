package stampede.simulators.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stampede.simulators.partner.Api.Reply;
import stampede.simulators.partner.Receiver;
import stampede.simulators.partner.Wait;

class ProviderLedgerTest {

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

  private void everyKindOfEntry() {
    provider.charge("order-1", 1000, "tok_visa");
    provider.charge("order-2", 1000, "tok_declined");
    provider.api.post("/v1/charges/order-3/void", "");
    provider.charge("order-4", 1000, "tok_pending");
    provider.refund("order-1", "a", 250);
    provider.refund("order-1", "b", 250);
  }

  @Test
  void theLedgerTellsEverythingInOrder() {
    everyKindOfEntry();

    Reply ledger = provider.api.get("/v1/ledger");

    assertThat(ledger.type()).isEqualTo("application/x-ndjson");
    assertThat(ledger.lines())
        .extracting(entry -> entry.getString("kind"))
        .containsExactly("charge", "decline", "void", "pending", "refund", "refund");
    assertThat(ledger.lines())
        .extracting(entry -> entry.getLong("entry"))
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    JsonObject refund = ledger.lines().getLast();
    assertThat(refund.getString("refundId")).isEqualTo("b");
    assertThat(refund.getLong("amount")).isEqualTo(250);
    assertThat(refund.getString("currency")).isEqualTo("GBP");
  }

  @Test
  void theLedgerIsReadInPages() {
    everyKindOfEntry();

    List<Long> page =
        provider.api.get("/v1/ledger?after=2&limit=3").lines().stream()
            .map(entry -> entry.getLong("entry"))
            .toList();

    assertThat(page).containsExactly(3L, 4L, 5L);
    assertThat(provider.api.get("/v1/ledger?after=6").text()).isEmpty();
    assertThat(provider.api.get("/v1/ledger?after=" + Long.MAX_VALUE).status()).isEqualTo(200);
  }

  @Test
  void paymentTokensAreNotKept() throws IOException {
    provider.charge("order-1", 1000, "tok_very_secret");

    assertThat(Files.readString(data.resolve("journal.jsonl"))).doesNotContain("tok_very_secret");
  }

  @Test
  void aRestartChangesNothing() {
    everyKindOfEntry();
    List<Reply> before = everything();

    provider.close();
    provider = new ProviderFixture(data);

    assertThat(everything()).isEqualTo(before);
    assertThat(provider.charge("order-1", 1000, "tok_visa").status()).isEqualTo(200);
    assertThat(provider.charge("order-1", 1001, "tok_visa").status()).isEqualTo(409);
    assertThat(provider.charge("order-2", 1000, "tok_declined").status()).isEqualTo(402);
    assertThat(provider.charge("order-3", 1000, "tok_visa").status()).isEqualTo(409);
    assertThat(provider.refund("order-1", "a", 250).status()).isEqualTo(200);
    assertThat(provider.refund("order-1", "c", 501).status()).isEqualTo(409);
    assertThat(everything()).isEqualTo(before);
  }

  private List<Reply> everything() {
    return List.of(
        provider.api.get("/v1/ledger"),
        provider.api.get("/v1/charges/order-1"),
        provider.api.get("/v1/charges/order-2"),
        provider.api.get("/v1/charges/order-3"),
        provider.api.get("/v1/charges/order-4"));
  }

  @Test
  void aPendingChargeIsCapturedAfterARestart() throws IOException {
    provider.charge("order-1", 1000, "tok_pending");
    provider.close();

    try (Receiver receiver = new Receiver()) {
      provider =
          new ProviderFixture(
              ProviderFixture.settings(
                  data, Optional.of(receiver.settings(3)), Wait.of(Duration.ofMillis(50)), false));

      Awaitility.await().until(() -> receiver.statuses().equals(List.of("captured")));
    }
  }

  @Test
  void whatIsInFlightWhenItStopsIsAnsweredOrNotDone() {
    List<CompletableFuture<Integer>> calls =
        IntStream.range(0, 200)
            .mapToObj(
                number ->
                    provider
                        .api
                        .send(
                            "PUT",
                            "/v1/charges/order-" + number,
                            ProviderFixture.order(1, "tok_visa"))
                        .handle((reply, failure) -> reply == null ? 0 : reply.status()))
            .toList();

    provider.close();

    List<Integer> statuses = calls.stream().map(CompletableFuture::join).toList();
    provider = new ProviderFixture(data);
    long kept = provider.api.get("/v1/ledger").lines().size();
    long told = statuses.stream().filter(status -> status == 201).count();
    assertThat(statuses).isSubsetOf(0, 201, 503);
    assertThat(kept).isGreaterThanOrEqualTo(told);
  }

  @Test
  void thoseWhoHangDoNotHoldUpTheEnd() {
    CompletableFuture<Reply> hanging =
        provider.api.send(
            "PUT", "/v1/charges/order-1", ProviderFixture.order(1, "tok_hang_after_charge"));
    Awaitility.await().until(() -> provider.api.get("/v1/charges/order-1").status() == 200);
    long begin = System.nanoTime();

    provider.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
    assertThat(hanging).failsWithin(Duration.ofSeconds(5));
    provider = new ProviderFixture(data);
  }
}

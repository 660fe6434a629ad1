package stampede.simulators.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stampede.simulators.partner.Api.Reply;

class ChargeTest {

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
  void aChargeIsCaptured() {
    Reply reply = provider.charge("order-1", 1999, "tok_visa");

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.type()).isEqualTo("application/json");
    assertThat(reply.json().getString("chargeId")).startsWith("ch_");
    assertThat(reply.json().copy().put("chargeId", "x"))
        .isEqualTo(
            new JsonObject(
                """
                {"reference":"order-1","chargeId":"x","status":"captured",
                 "amount":1999,"currency":"GBP","refunded":0}"""));
  }

  @Test
  void aRepeatedChargeIsAnsweredTheSameAndTakenOnce() {
    Reply first = provider.charge("order-1", 1999, "tok_visa");

    Reply second = provider.charge("order-1", 1999, "tok_visa");

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(provider.api.get("/v1/ledger").lines()).hasSize(1);
  }

  @Test
  void aHundredAtOnceAreOneCharge() {
    List<CompletableFuture<Reply>> calls =
        IntStream.range(0, 100)
            .mapToObj(
                call ->
                    provider.api.send(
                        "PUT", "/v1/charges/order-1", ProviderFixture.order(1999, "tok_visa")))
            .toList();

    List<Reply> replies = calls.stream().map(CompletableFuture::join).toList();

    assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
    assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(99);
    assertThat(provider.api.get("/v1/ledger").lines()).hasSize(1);
  }

  @Test
  void aReferenceIsNotUsedForOtherTerms() {
    provider.charge("order-1", 1999, "tok_visa");

    assertThat(provider.charge("order-1", 2000, "tok_visa").status()).isEqualTo(409);
    assertThat(provider.charge("order-1", 1999, "tok_other").status()).isEqualTo(409);
    assertThat(provider.status("order-1")).isEqualTo("captured");
  }

  @Test
  void aDeclinedChargeStaysDeclined() {
    Reply first = provider.charge("order-1", 1999, "tok_declined");

    Reply second = provider.charge("order-1", 1999, "tok_declined");

    assertThat(first.status()).isEqualTo(402);
    assertThat(first.json().getString("reason")).isEqualTo("card_declined");
    assertThat(second).isEqualTo(first);
    assertThat(provider.status("order-1")).isEqualTo("declined");
  }

  @Test
  void anUnknownChargeIsNotFound() {
    Reply reply = provider.api.get("/v1/charges/order-1");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.type()).isEqualTo("application/problem+json");
  }

  @Test
  void aVoidedReferenceRefusesTheChargeThatArrivesLate() {
    Reply voided = provider.api.post("/v1/charges/order-1/void", "");

    Reply late = provider.charge("order-1", 1999, "tok_visa");

    assertThat(voided.status()).isEqualTo(200);
    assertThat(voided.json().getString("status")).isEqualTo("voided");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().getString("status")).isEqualTo("voided");
    assertThat(provider.status("order-1")).isEqualTo("voided");
  }

  @Test
  void aCapturedOrDeclinedChargeIsNotVoided() {
    provider.charge("order-1", 1999, "tok_visa");
    provider.charge("order-2", 1999, "tok_declined");

    assertThat(provider.api.post("/v1/charges/order-1/void", "").json().getString("status"))
        .isEqualTo("captured");
    assertThat(provider.api.post("/v1/charges/order-2/void", "").json().getString("status"))
        .isEqualTo("declined");
    assertThat(provider.status("order-1")).isEqualTo("captured");
  }

  @Test
  void aPendingChargeCanBeVoided() {
    Reply pending = provider.charge("order-1", 1999, "tok_pending");

    Reply voided = provider.api.post("/v1/charges/order-1/void", "");

    assertThat(pending.status()).isEqualTo(202);
    assertThat(pending.json().getString("status")).isEqualTo("pending");
    assertThat(voided.json().getString("status")).isEqualTo("voided");
  }

  @Test
  void refundsAddUpToTheChargeAtMost() {
    provider.charge("order-1", 1000, "tok_visa");

    Reply first = provider.refund("order-1", "a", 600);
    Reply tooMuch = provider.refund("order-1", "b", 401);
    Reply rest = provider.refund("order-1", "b", 400);

    assertThat(List.of(first.status(), tooMuch.status(), rest.status()))
        .containsExactly(201, 409, 201);
    assertThat(tooMuch.json().getString("detail")).contains("only 400");
    assertThat(provider.api.get("/v1/charges/order-1").json().getLong("refunded")).isEqualTo(1000);
  }

  @Test
  void aRepeatedRefundIsAnsweredTheSameAndGivenOnce() {
    provider.charge("order-1", 1000, "tok_visa");
    Reply first = provider.refund("order-1", "a", 100);
    provider.refund("order-1", "b", 100);

    Reply repeated = provider.refund("order-1", "a", 100);

    assertThat(repeated.status()).isEqualTo(200);
    assertThat(repeated.json()).isEqualTo(first.json());
    assertThat(provider.api.get("/v1/charges/order-1").json().getLong("refunded")).isEqualTo(200);
  }

  @Test
  void aRefundIdIsNotUsedForAnotherAmount() {
    provider.charge("order-1", 1000, "tok_visa");
    provider.refund("order-1", "a", 100);

    assertThat(provider.refund("order-1", "a", 101).status()).isEqualTo(409);
  }

  @Test
  void onlyACapturedChargeIsRefunded() {
    provider.charge("order-1", 1000, "tok_declined");

    assertThat(provider.refund("order-1", "a", 1).status()).isEqualTo(404);
    assertThat(provider.refund("order-2", "a", 1).status()).isEqualTo(404);
  }
}

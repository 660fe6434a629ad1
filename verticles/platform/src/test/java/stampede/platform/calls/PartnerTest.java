package stampede.platform.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stampede.contracts.FailureCode;
import stampede.platform.SampleDatabase;
import stampede.platform.ServiceFailure;
import stampede.platform.settings.Settings;
import stampede.platform.settings.SettingsSource;

class PartnerTest {

  private static final PartnerSettings KNOWN = new PartnerSettings("payment", "provider");

  private final AtomicInteger asked = new AtomicInteger();
  private Vertx vertx;
  private Breakers breakers;
  private HttpServer server;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    breakers = new Breakers(vertx);
    server =
        SampleDatabase.await(
            vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
  }

  @AfterEach
  void close() {
    breakers.close();
    SampleDatabase.await(vertx.close());
  }

  private void answer(HttpServerRequest request) {
    asked.incrementAndGet();
    switch (request.path()) {
      case "/v1/ok" ->
          request
              .body()
              .onSuccess(
                  body ->
                      request
                          .response()
                          .end(
                              "{\"got\":%s,\"key\":\"%s\"}"
                                  .formatted(body, request.getHeader("Authorization"))));
      case "/v1/no" -> request.response().setStatusCode(402).end("{\"status\":\"declined\"}");
      case "/v1/empty" -> request.response().setStatusCode(204).end();
      case "/v1/error" -> request.response().setStatusCode(500).end("{}");
      case "/v1/nonsense" -> request.response().end("<html>");
      case "/v1/reset" -> request.connection().close();
      default -> {
        // never answers
      }
    }
  }

  private Partner partner(int port) {
    Settings settings =
        Settings.read(
            KNOWN.all(),
            Set.of(),
            List.of(
                new SettingsSource(
                    "the test",
                    Map.of(
                        "payment.provider-address", "http://127.0.0.1:" + port + "/v1",
                        "payment.provider-api-key", "key",
                        "payment.provider-callback-secret", "secret",
                        "payment.provider-timeout", "200ms"))));
    return new Partner(vertx, breakers, KNOWN, settings);
  }

  private Future<PartnerReply> send(String path) {
    return partner(server.actualPort())
        .send(HttpMethod.PUT, path, Optional.of(Map.of("amount", 5)));
  }

  private static void assertFailsWith(Future<?> future, FailureCode code) {
    assertThatThrownBy(() -> SampleDatabase.await(future))
        .isInstanceOfSatisfying(
            ServiceFailure.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }

  @Test
  void sendsJsonWithItsKeyAndReadsTheAnswer() {
    PartnerReply reply = SampleDatabase.await(send("/ok"));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("key")).isEqualTo("Bearer key");
    assertThat(reply.body().at("/got/amount").asInt()).isEqualTo(5);
  }

  @Test
  void aRefusalIsAnAnswer() {
    PartnerReply reply = SampleDatabase.await(send("/no"));

    assertThat(reply.status()).isEqualTo(402);
    assertThat(reply.text("status")).isEqualTo("declined");
  }

  @Test
  void anEmptyAnswerHasNoMembers() {
    assertThat(SampleDatabase.await(send("/empty")).text("status")).isEmpty();
  }

  @Test
  void aServerErrorMayHaveBeenDone() {
    assertFailsWith(send("/error"), FailureCode.OUTCOME_UNKNOWN);
  }

  @Test
  void nonsenseMayHaveBeenDone() {
    assertFailsWith(send("/nonsense"), FailureCode.OUTCOME_UNKNOWN);
  }

  @Test
  void aConnectionThatIsCutMayHaveBeenDone() {
    assertFailsWith(send("/reset"), FailureCode.OUTCOME_UNKNOWN);
  }

  @Test
  void silenceMayHaveBeenDone() {
    assertFailsWith(send("/silence"), FailureCode.OUTCOME_UNKNOWN);
  }

  @Test
  void whereNobodyListensNothingWasDone() {
    Future<PartnerReply> sent = partner(1).send(HttpMethod.GET, "/ok", Optional.empty());

    assertFailsWith(sent, FailureCode.SERVICE_UNAVAILABLE);
  }

  @Test
  void afterFiveFailuresItIsLeftAloneForAMoment() {
    for (int i = 0; i < 5; i++) {
      assertFailsWith(send("/error"), FailureCode.OUTCOME_UNKNOWN);
    }

    assertFailsWith(send("/ok"), FailureCode.SERVICE_UNAVAILABLE);
    assertThat(asked).hasValue(5);
  }

  @Test
  void refusalsDoNotSpeakAgainstIt() {
    for (int i = 0; i < 10; i++) {
      SampleDatabase.await(send("/no"));
    }

    assertThat(SampleDatabase.await(send("/ok")).status()).isEqualTo(200);
  }
}

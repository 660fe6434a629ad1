package stampede.simulators.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.simulators.partner.Api;
import stampede.simulators.partner.Api.Reply;

/** Nothing that is sent is answered with a 5xx, or changes anything, unless it is right. */
class BadInputTest {

  @TempDir static Path data;
  private static ProviderFixture provider;

  @BeforeAll
  static void start() {
    provider = new ProviderFixture(data);
  }

  @AfterAll
  static void stop() {
    provider.close();
  }

  @AfterEach
  void nothingWasPosted() {
    assertThat(provider.api.get("/v1/ledger").text()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"currency":"GBP","paymentToken":"t"}                          | amount
          {"amount":0,"currency":"GBP","paymentToken":"t"}               | amount
          {"amount":-1,"currency":"GBP","paymentToken":"t"}              | amount
          {"amount":1.5,"currency":"GBP","paymentToken":"t"}             | amount
          {"amount":1e3,"currency":"GBP","paymentToken":"t"}             | amount
          {"amount":"1","currency":"GBP","paymentToken":"t"}             | amount
          {"amount":null,"currency":"GBP","paymentToken":"t"}            | amount
          {"amount":9223372036854775808,"currency":"GBP","paymentToken":"t"} | amount
          {"amount":1,"paymentToken":"t"}                                | currency
          {"amount":1,"currency":"GBX","paymentToken":"t"}               | currency
          {"amount":1,"currency":"XXX","paymentToken":"t"}               | currency
          {"amount":1,"currency":"gbp","paymentToken":"t"}               | currency
          {"amount":1,"currency":["GBP"],"paymentToken":"t"}             | currency
          {"amount":1,"currency":"GBP"}                                  | paymentToken
          {"amount":1,"currency":"GBP","paymentToken":""}                | paymentToken
          {"amount":1,"currency":"GBP","paymentToken":"a\\u0000b"}       | paymentToken
          {"amount":1,"currency":"GBP","paymentToken":"\\ud800"}         | paymentToken
          {"amount":1,"currency":"GBP","paymentToken":"t","status":"captured"} | status
          """)
  void aWrongFieldIsNamed(String body, String field) {
    Reply reply = provider.api.put("/v1/charges/order-1", body);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.type()).isEqualTo("application/problem+json");
    assertThat(reply.json().getString("field")).isEqualTo(field);
    assertThat(reply.json().getString("detail")).startsWith(field + " must be ");
  }

  static Stream<String> malformed() {
    String order = ProviderFixture.order(1, "t");
    return Stream.of(
        "",
        "{",
        "null",
        "[]",
        "1",
        "[".repeat(10_000),
        "{\"a\":".repeat(100) + "1" + "}".repeat(100),
        order + "x",
        order + order,
        order.replace("{", "{\"amount\":1,"),
        "/* a comment */" + order,
        "\ufeff" + order,
        "{\"amount\":NaN}",
        "{\"amount\":" + "1".repeat(200) + "}");
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void whatIsNoJsonObjectIsRefused(String body) {
    Reply reply = provider.api.put("/v1/charges/order-1", body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.type()).isEqualTo("application/problem+json");
  }

  @Test
  void onlyUtf8IsRead() {
    String order = ProviderFixture.order(1, "t");
    HttpRequest.Builder wide =
        provider
            .api
            .request("/v1/charges/order-1")
            .PUT(BodyPublishers.ofByteArray(order.getBytes(StandardCharsets.UTF_16)));
    HttpRequest.Builder invalid =
        provider
            .api
            .request("/v1/charges/order-1")
            .PUT(
                BodyPublishers.ofByteArray(
                    order.replace("GBP", "\u00e9").getBytes(StandardCharsets.ISO_8859_1)));

    assertThat(provider.api.send(wide).join().status()).isEqualTo(400);
    assertThat(provider.api.send(invalid).join().status()).isEqualTo(400);
  }

  @Test
  void aBodyOfMoreThan64KibibytesIsRefused() {
    Reply reply = provider.api.put("/v1/charges/order-1", " ".repeat(64 * 1024 + 1));

    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.type()).isEqualTo("application/problem+json");
  }

  @Test
  void aBodyOfAnotherTypeIsRefused() {
    HttpRequest.Builder text =
        provider
            .api
            .request("/v1/charges/order-1")
            .setHeader("Content-Type", "text/plain")
            .PUT(BodyPublishers.ofString(ProviderFixture.order(1, "t")));

    assertThat(provider.api.send(text).join().status()).isEqualTo(415);
  }

  @Test
  void aBodyOfNoTypeIsRefused() {
    HttpRequest.Builder untyped =
        provider
            .api
            .bareRequest(
                "/v1/charges/order-1",
                "PUT",
                BodyPublishers.ofString(ProviderFixture.order(1, "t")))
            .header("Authorization", "Bearer " + Api.KEY);

    assertThat(provider.api.send(untyped).join().status()).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(strings = {".a", "-a", "a%2Fb", "a%20b", "a%0Ab", "%ff", "%00"})
  void aReferenceThatIsNoneIsRefused(String reference) {
    Reply reply = provider.charge(reference, 1, "t");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.type()).isEqualTo("application/problem+json");
  }

  @Test
  void aReferenceHas64CharactersAtMost() {
    assertThat(provider.charge("a".repeat(65), 1, "t").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"after=-1", "after=x", "limit=0", "limit=10001", "limit=1.5"})
  void aWrongPageIsRefused(String query) {
    assertThat(provider.api.get("/v1/ledger?" + query).status()).isEqualTo(400);
  }

  @Test
  void everythingButHealthNeedsTheKey() {
    for (String path : new String[] {"/v1/charges/a", "/v1/ledger", "/v1/faults", "/nowhere"}) {
      Reply none =
          provider.api.send(provider.api.bareRequest(path, "GET", BodyPublishers.noBody())).join();
      Reply wrong =
          provider
              .api
              .send(
                  provider
                      .api
                      .bareRequest(path, "GET", BodyPublishers.noBody())
                      .header("Authorization", "Bearer wrong"))
              .join();
      assertThat(none.status()).isEqualTo(401);
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(wrong.type()).isEqualTo("application/problem+json");
    }
    assertThat(
            provider
                .api
                .send(provider.api.bareRequest("/health", "GET", BodyPublishers.noBody()))
                .join()
                .status())
        .isEqualTo(200);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(provider.api.get("/v1/nothing").status()).isEqualTo(404);
    assertThat(provider.api.delete("/v1/charges/a").status()).isEqualTo(405);
  }
}

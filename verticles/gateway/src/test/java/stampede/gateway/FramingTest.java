package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that two servers could read differently (RFC 9112, section 11.2). */
class FramingTest {

  private static OpenGateway gateway;

  @BeforeAll
  static void open() {
    gateway = new OpenGateway(Duration.ofSeconds(5));
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "two lengths, 'Host: x~Content-Length: 3~Content-Length: 4'",
        "a length that is none, 'Host: x~Content-Length: -1'",
        "an unknown encoding, 'Host: x~Transfer-Encoding: xchunked'",
        "two encodings, 'Host: x~Transfer-Encoding: chunked~Transfer-Encoding: chunked'",
        "two hosts, 'Host: x~Host: y'",
        "no host, 'Accept: */*'",
        "a space before the colon, 'Host : x'",
        "a line without a colon, 'Host: x~nonsense'"
      })
  void isRefusedAndTheConnectionClosed(String what, String headers) throws Exception {
    try (RawClient client = new RawClient(gateway.port())) {
      client.send(
          "POST /api/v1/orders HTTP/1.1\n" + headers.replace("'", "").replace('~', '\n') + "\n\n");

      assertThat(client.line()).as(what).startsWith("HTTP/1.1 400");
      assertThat(client.until("(closed)")).isNotEmpty();
    }
  }
}

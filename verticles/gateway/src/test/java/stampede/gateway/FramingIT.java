package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static stampede.gateway.RawConnection.LIST;
import static stampede.gateway.RawConnection.UPDATE;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.gateway.RawConnection.Answer;

/**
 * What cannot be told apart for certain is refused, and nothing after it is taken for a request.
 */
class FramingIT {

  private static final String BODY = "{\"status\":\"x\"}";
  private static final String CHUNKS = "e\r\n" + BODY + "\r\n0\r\n\r\n";
  private static final String LENGTH = "Content-Length: 14\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

  /** A request that would be answered if what stands before it ended where the attacker says. */
  private static final String SMUGGLED = LIST + "\r\n";

  private static SampleGateway gateway;

  @BeforeAll
  static void start() {
    gateway = SampleGateway.answering(Duration.ofSeconds(10));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  static Stream<Named<String>> ambiguous() {
    return Stream.of(
        named("length with chunks", UPDATE + LENGTH + CHUNKED + "\r\n" + CHUNKS),
        named("chunks with length", UPDATE + CHUNKED + "Content-Length: 3\r\n\r\n" + CHUNKS),
        named("unknown coding", UPDATE + "Transfer-Encoding: xchunked\r\n\r\n"),
        named(
            "unknown coding with length", UPDATE + LENGTH + "Transfer-Encoding: x\r\n\r\n" + BODY),
        named("coding before chunks", UPDATE + "Transfer-Encoding: gzip, chunked\r\n\r\n" + CHUNKS),
        named("chunks before coding", UPDATE + "Transfer-Encoding: chunked, gzip\r\n\r\n" + CHUNKS),
        named("chunks twice", UPDATE + CHUNKED + CHUNKED + "\r\n" + CHUNKS),
        named("chunks, then unknown", UPDATE + CHUNKED + "Transfer-Encoding: x\r\n\r\n" + CHUNKS),
        named("empty coding", UPDATE + "Transfer-Encoding:\r\n\r\n"),
        named("chunks in HTTP/1.0", UPDATE.replace("1.1", "1.0") + CHUNKED + "\r\n" + CHUNKS),
        named(
            "length and chunks in HTTP/1.0",
            UPDATE.replace("1.1", "1.0") + LENGTH + CHUNKED + "\r\n"),
        named("two lengths", UPDATE + LENGTH + "Content-Length: 3\r\n\r\n" + BODY),
        named("the same length twice", UPDATE + LENGTH + LENGTH + "\r\n" + BODY),
        named("a list of lengths", UPDATE + "Content-Length: 14, 14\r\n\r\n" + BODY),
        named("length with a sign", UPDATE + "Content-Length: +14\r\n\r\n" + BODY),
        named("negative length", UPDATE + "Content-Length: -1\r\n\r\n" + BODY),
        named("length beyond 64 bits", UPDATE + "Content-Length: 99999999999999999999\r\n\r\n"),
        named("two hosts", LIST + "Host: other\r\n\r\n"),
        named("the same host twice", LIST + "Host: shop\r\n\r\n"),
        named("no host", "GET /api/v1/products HTTP/1.1\r\n\r\n"),
        named("empty host", "GET /api/v1/products HTTP/1.1\r\nHost:\r\n\r\n"),
        named("malformed host", "GET /api/v1/products HTTP/1.1\r\nHost: a/b@c\r\n\r\n"),
        named(
            "foreign host in the target",
            "GET http://other/api/v1/products HTTP/1.1\r\nHost: shop\r\n\r\n"),
        named(
            "longer host in the target",
            "GET http://shop.other/api/v1/products HTTP/1.1\r\nHost: shop\r\n\r\n"),
        named(
            "user in the target",
            "GET http://shop@other/api/v1/products HTTP/1.1\r\nHost: shop\r\n\r\n"),
        named("no path in the target", "GET api/v1/products HTTP/1.1\r\nHost: shop\r\n\r\n"),
        named("tunnel", "CONNECT shop:80 HTTP/1.1\r\nHost: shop:80\r\n\r\n"),
        named("folded header", LIST + "A: b\r\n c\r\n\r\n"),
        named("folded header after empty lines", "\r\n\r\n" + LIST + "A: b\r\n\tc\r\n\r\n"),
        named(
            "folded first header", "GET /api/v1/products HTTP/1.1\r\n A: b\r\nHost: shop\r\n\r\n"),
        named("space before colon", LIST + "A : b\r\n\r\n"),
        named("space before length's colon", UPDATE + "Content-Length : 14\r\n\r\n" + BODY),
        named("no colon", LIST + "A\r\n\r\n"),
        named("no name", LIST + ": b\r\n\r\n"),
        named("NUL in a value", LIST + "A: b\0c\r\n\r\n"),
        named("NUL in a name", LIST + "A\0: b\r\n\r\n"),
        named("NUL in the target", "GET /api/v1/products\0 HTTP/1.1\r\nHost: shop\r\n\r\n"),
        named("carriage return in a value", LIST + "A: b\rc\r\n\r\n"),
        named("bare LF after a header", LIST + "A: b\n\r\n"),
        named(
            "bare LF after the request line", "GET /api/v1/products HTTP/1.1\nHost: shop\r\n\r\n"),
        named("bare LF as the end", LIST + "A: b\r\n\n"),
        named(
            "raw UTF-8 in the target",
            "GET /api/v1/products/\u00ed\u0095\u009c HTTP/1.1\r\nHost: shop\r\n\r\n"),
        named("fragment in the target", "GET /api/v1/products#x HTTP/1.1\r\nHost: shop\r\n\r\n"),
        named("space in the target", "GET /api/v1/products /x HTTP/1.1\r\nHost: shop\r\n\r\n"),
        named("chunk without a size", UPDATE + CHUNKED + "\r\nzz\r\n" + BODY + "\r\n0\r\n\r\n"),
        named(
            "chunk with a negative size", UPDATE + CHUNKED + "\r\n-e\r\n" + BODY + "\r\n0\r\n\r\n"),
        named("chunk longer than said", UPDATE + CHUNKED + "\r\n2\r\n" + BODY + "\r\n0\r\n\r\n"),
        named(
            "chunk beyond 31 bits",
            UPDATE + CHUNKED + "\r\n100000000e\r\n" + BODY + "\r\n0\r\n\r\n"),
        named(
            "bare LF after a chunk's size", UPDATE + CHUNKED + "\r\ne\n" + BODY + "\r\n0\r\n\r\n"),
        named("bare LF after a chunk", UPDATE + CHUNKED + "\r\ne\r\n" + BODY + "\n0\r\n\r\n"),
        named("bad chunk where no body is wanted", LIST + CHUNKED + "\r\nzz\r\n\r\n"));
  }

  @ParameterizedTest
  @MethodSource("ambiguous")
  void isRefusedAndTheConnectionIsClosed(String request) {
    int before = gateway.asked().size();

    Answer answer = RawConnection.exchange(gateway.port(), request + SMUGGLED);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.text()).contains("application/problem+json").contains("\"detail\":");
    assertThat(answer.responses()).isEqualTo(1);
    assertThat(answer.closed()).isTrue();
    assertThat(gateway.asked()).hasSize(before);
  }

  static Stream<Named<String>> clear() {
    return Stream.of(
        named("no body", LIST + "\r\n"),
        named("empty lines before", "\r\n\r\n" + LIST + "\r\n"),
        named("length", UPDATE + LENGTH + "\r\n" + BODY),
        named("chunks", UPDATE + CHUNKED + "\r\n" + CHUNKS),
        named("chunks, in capitals", UPDATE + "TRANSFER-ENCODING: CHUNKED\r\n\r\n" + CHUNKS),
        named(
            "chunk with an extension", UPDATE + CHUNKED + "\r\ne;a=b\r\n" + BODY + "\r\n0\r\n\r\n"),
        named("a body where none is wanted", LIST + LENGTH + "\r\n" + BODY),
        named(
            "own host in the target",
            "GET http://shop/api/v1/products HTTP/1.1\r\nHost: shop\r\n\r\n"));
  }

  @ParameterizedTest
  @MethodSource("clear")
  void whatIsClearIsAnsweredAndSoIsWhatFollows(String request) {
    int before = gateway.asked().size();

    Answer answer =
        RawConnection.exchange(gateway.port(), request + LIST + "Connection: close\r\n\r\n");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.responses()).as(answer.text()).isEqualTo(2);
    assertThat(gateway.asked()).hasSize(before + 2);
  }

  @ParameterizedTest
  @MethodSource("clear")
  void isReadAsWellByteByByte(String request) {
    int before = gateway.asked().size();
    try (RawConnection connection = new RawConnection(gateway.port())) {
      request.chars().forEach(each -> connection.send(Character.toString(each)));
      assertThat(connection.until("\r\n\r\n")).startsWith("HTTP/1.1 200");
    }
    assertThat(gateway.asked()).hasSize(before + 1);
  }

  @Test
  void aFoldedHeaderIsSeenByteByByte() {
    try (RawConnection connection = new RawConnection(gateway.port())) {
      (LIST + "A: b\r\n c\r\n\r\n")
          .chars()
          .forEach(each -> connection.send(Character.toString(each)));

      assertThat(connection.rest().status()).isEqualTo(400);
    }
  }

  static Stream<Arguments> tooLarge() {
    String whole = "x".repeat((1 << 20) + 1);
    String chunk = "10000\r\n" + "x".repeat(1 << 16) + "\r\n";
    return Stream.of(
        arguments(
            414,
            named(
                "a long target",
                "GET /" + "x".repeat(4 << 10) + " HTTP/1.1\r\nHost: shop\r\n\r\n")),
        arguments(414, named("a long target without an end", "GET /" + "x".repeat(4 << 10))),
        arguments(431, named("a long header", LIST + "A: " + "x".repeat(8 << 10) + "\r\n\r\n")),
        arguments(431, named("many headers", LIST + "A: b\r\n".repeat(8 << 10) + "\r\n")),
        arguments(
            413,
            named(
                "a long body", UPDATE + "Content-Length: " + whole.length() + "\r\n\r\n" + whole)),
        arguments(
            413,
            named(
                "a body said to be long", UPDATE + "Content-Length: 99999999999\r\n\r\n" + whole)),
        arguments(
            413,
            named(
                "a long body where none is wanted",
                LIST + "Content-Length: " + whole.length() + "\r\n\r\n" + whole)),
        arguments(
            413, named("many chunks", UPDATE + CHUNKED + "\r\n" + chunk.repeat(17) + "0\r\n\r\n")));
  }

  @ParameterizedTest
  @MethodSource("tooLarge")
  void whatIsTooLargeIsRefusedAndTheConnectionIsClosed(int status, String request) {
    int before = gateway.asked().size();

    Answer answer = RawConnection.exchange(gateway.port(), request + SMUGGLED);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.text()).contains("application/problem+json").contains("expected");
    assertThat(answer.responses()).isEqualTo(1);
    assertThat(answer.closed()).isTrue();
    assertThat(gateway.asked()).hasSize(before);
  }
}

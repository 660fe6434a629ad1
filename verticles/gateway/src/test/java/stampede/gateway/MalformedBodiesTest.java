package stampede.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contracts.FailureCode;

/** Bodies that are no JSON as we read it: nobody behind the gateway hears of them. */
class MalformedBodiesTest {

  private static final Operation PLACE_ORDER = SampleCalls.operation("placeOrder");
  private static final String ORDER = SampleCalls.body("placeOrder");

  private static SampleGateway gateway;

  @BeforeAll
  static void start() {
    gateway = SampleGateway.answering(Duration.ofSeconds(10));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static HttpRequest.Builder order(String contentType, byte[] body) {
    HttpRequest.Builder request =
        SampleCalls.head(gateway.asKim("/api/v1/orders"), PLACE_ORDER)
            .POST(BodyPublishers.ofByteArray(body));
    return contentType.isEmpty() ? request : request.header("Content-Type", contentType);
  }

  private static Named<byte[]> whole(String name, String body) {
    return named(name, body.getBytes(UTF_8));
  }

  private static Named<byte[]> in(Charset charset, String name, String body) {
    return named(name, body.getBytes(charset));
  }

  /** The order with something else in place of its city; a char stands for a byte. */
  private static Named<byte[]> city(String name, String bytes) {
    return named(name, ORDER.replace("London", bytes).getBytes(ISO_8859_1));
  }

  private static Named<byte[]> quantity(String name, String number) {
    return whole(name, ORDER.replace(":2", ":" + number));
  }

  private static Named<byte[]> more(String name, String members) {
    return whole(name, "{" + members + "," + ORDER.substring(1));
  }

  static Stream<Named<byte[]>> structures() {
    return Stream.of(
        whole("nothing", ""),
        whole("blanks", "  \n "),
        whole("null", "null"),
        whole("array as root", "[" + ORDER + "]"),
        whole("empty array as root", "[]"),
        whole("text as root", "\"order\""),
        whole("number as root", "1"),
        whole("true as root", "true"),
        whole("end is missing", ORDER.substring(0, ORDER.length() - 1)),
        whole("only the beginning", "{"),
        whole("text without an end", "{\"lines\":\"x"),
        whole("trailing bytes", ORDER + "x"),
        whole("trailing bracket", ORDER + "}"),
        whole("trailing comma after it", ORDER + ","),
        whole("second document", ORDER + ORDER),
        whole("second document after a line end", ORDER + "\n{}"),
        whole("trailing NUL", ORDER + "\0"),
        more("the same key twice", "\"paymentToken\":\"tok_declined\""),
        more("the same key twice, once escaped", "\"payment\\u0054oken\":\"tok_declined\""),
        whole("the same key twice, inside", ORDER.replace(":2", ":1,\"quantity\":2")),
        whole("comment", "// note\n" + ORDER),
        whole("comment inside", ORDER.replace(":2", ":/* two */2")),
        whole("comment of a script", "# note\n" + ORDER),
        whole("apostrophes", ORDER.replace('"', '\'')),
        whole("key without quotation marks", ORDER.replace("\"lines\"", "lines")),
        whole("comma before the end", ORDER.replace("]", ",]")),
        whole("comma is missing", ORDER.replace("],", "]")),
        whole("colon is missing", ORDER.replace(":2", " 2")),
        whole("form", "lines=1&paymentToken=tok_visa"),
        whole("XML", "<?xml version=\"1.0\"?><!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>"),
        more("65 objects deep", "\"x\":" + "{\"x\":".repeat(64) + "1" + "}".repeat(64)),
        more("65 arrays deep", "\"x\":" + "[".repeat(64) + "]".repeat(64)),
        more("100,000 arrays deep", "\"x\":" + "[".repeat(100_000)));
  }

  static Stream<Named<byte[]>> numbers() {
    return Stream.of(
        quantity("101 digits", "1".repeat(101)),
        quantity("100,000 digits", "1".repeat(100_000)),
        quantity("101 digits of a fraction", "0." + "1".repeat(100)),
        quantity("NaN", "NaN"),
        quantity("Infinity", "Infinity"),
        quantity("-Infinity", "-Infinity"),
        quantity("-INF", "-INF"),
        quantity("hexadecimal", "0x2"),
        quantity("octal", "02"),
        quantity("plus sign", "+2"),
        quantity("two signs", "--2"),
        quantity("point first", ".2"),
        quantity("point last", "2."),
        quantity("exponent without digits", "2e"),
        quantity("suffix", "2L"),
        quantity("separator", "2_0"),
        quantity("nothing", ""),
        quantity("other digits", "\u0662"));
  }

  /** They are numbers, of a size that no type holds; which part it is can be named. */
  static Stream<Named<byte[]>> endlessNumbers() {
    return Stream.of(
        quantity("1e400", "1e400"),
        quantity("-1e400", "-1e400"),
        quantity("1e999999999", "1e999999999"));
  }

  static Stream<Named<byte[]>> encodings() {
    return Stream.of(
        in(UTF_16LE, "UTF-16, little end first", ORDER),
        in(UTF_16BE, "UTF-16, big end first", ORDER),
        in(UTF_16LE, "UTF-16, little end first, with its mark", "\ufeff" + ORDER),
        in(UTF_16BE, "UTF-16, big end first, with its mark", "\ufeff" + ORDER),
        in(Charset.forName("UTF-32LE"), "UTF-32, little end first", ORDER),
        in(Charset.forName("UTF-32BE"), "UTF-32, big end first", ORDER),
        whole("byte order mark", "\ufeff" + ORDER),
        city("ISO-8859-1", "Z\u00fcrich"),
        city("a byte that never is", "\u00ff"),
        city("a continuation alone", "\u0080"),
        city("a letter that breaks off", "\u00e2\u0082"),
        city("a slash in two bytes", "\u00c0\u00af"),
        city("NUL in two bytes", "\u00c0\u0080"),
        city("a surrogate", "\u00ed\u00a0\u0080"),
        city("a pair of surrogates", "\u00ed\u00a0\u00bd\u00ed\u00ba\u0080"),
        city("beyond the last character", "\u00f4\u0090\u0080\u0080"),
        city("five bytes", "\u00f8\u0088\u0080\u0080\u0080"));
  }

  static Stream<Named<byte[]>> texts() {
    return Stream.of(
        city("NUL", "Lon\0don"),
        city("line end", "Lon\ndon"),
        city("tabulator", "Lon\tdon"),
        city("escape", "Lon\u001b[31mdon"),
        city("unknown escape", "Lon\\don"),
        city("escape that breaks off", "London\\u00"),
        city("escape without hexadecimal digits", "London\\u00zz"),
        city("octal escape", "London\\101"));
  }

  @ParameterizedTest
  @MethodSource({"structures", "numbers", "encodings", "texts"})
  void isMalformed(byte[] body) {
    Refused.before(gateway, order("application/json", body))
        .is(400, FailureCode.MALFORMED_REQUEST, "");
  }

  @ParameterizedTest
  @MethodSource("endlessNumbers")
  void isMalformedAtThatPlace(byte[] body) {
    Refused.before(gateway, order("application/json", body))
        .is(400, FailureCode.MALFORMED_REQUEST, "/lines/0/quantity");
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "",
        "text/plain",
        "text/json",
        "text/html",
        "application/xml",
        "application/jsonx",
        "application/x-json",
        "application/problem+json",
        "application/json-patch+json",
        "application/x-www-form-urlencoded",
        "application/octet-stream",
        "multipart/form-data; boundary=x",
        "application/json, text/plain",
        "application/json; charset=utf-16",
        "application/json; charset=iso-8859-1",
        "application/json; CHARSET=\"UTF-32\"",
        "application/*",
        "*/*",
        "json",
        "/"
      })
  void isOfAnotherType(String contentType) {
    Refused.before(gateway, order(contentType, ORDER.getBytes(UTF_8)))
        .is(415, FailureCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type");
  }

  @Test
  void whatIsCompressedIsNotUnpacked() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      gzip.write(new byte[64 << 20]);
    }

    Refused refused =
        Refused.before(
            gateway,
            order("application/json", bomb.toByteArray()).header("Content-Encoding", "gzip"));

    assertThat(refused.status()).isIn(400, 413, 415);
  }
}

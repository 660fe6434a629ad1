package stampede.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contracts.Money;

class JsonTest {

  sealed interface Shape {}

  sealed interface Round extends Shape {}

  record Circle(int radius) implements Round {}

  record Square(int side, Optional<String> note) implements Shape {}

  record Drawing(List<Shape> shapes, Instant at) {}

  record Piece(String sku, int quantity) {}

  @Test
  void aSealedTypeComesBackAsWhatItWas() {
    Drawing drawing =
        new Drawing(
            List.of(new Circle(2), new Square(3, Optional.empty())),
            Instant.parse("2026-01-02T03:04:05.006Z"));

    assertThat(Json.read(Json.write(drawing), Drawing.class)).isEqualTo(drawing);
  }

  @Test
  void namesTheTypeAndLeavesOutWhatIsAbsent() {
    assertThat(Json.write(new Square(3, Optional.empty())))
        .isEqualTo("{\"type\":\"Square\",\"side\":3}");
  }

  @Test
  void writesWhatARecordIsMadeOfAndNothingElse() {
    assertThat(Json.write(new Money(5, "GBP")))
        .isEqualTo("{\"minorUnits\":5,\"currency\":\"GBP\"}");
  }

  @Test
  void ourOwnMessagesMayHaveGrown() {
    assertThat(Json.read("{\"sku\":\"A\",\"quantity\":1,\"colour\":\"red\"}", Piece.class))
        .isEqualTo(new Piece("A", 1));
  }

  @Test
  void ourOwnMessagesMayBeOlderThanAnOptionalField() {
    assertThat(Json.read("{\"type\":\"Square\",\"side\":1}", Shape.class))
        .isEqualTo(new Square(1, Optional.empty()));
  }

  @Test
  void whatIsNeededMustBeThere() {
    assertThatThrownBy(() -> Json.read("{\"quantity\":1}", Piece.class))
        .isInstanceOf(MalformedJson.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"sku\":\"A\",\"sku\":\"B\",\"quantity\":1}",
        "{\"sku\":\"A\",\"quantity\":1} trailing",
        "{\"sku\":\"A\",\"quantity\":1}{}",
        "{\"sku\":\"A\",\"quantity\":NaN}",
        "{\"sku\":\"A\",\"quantity\":01}",
        "{\"sku\":\"A\",\"quantity\":1,}",
        "{'sku':'A'}",
        "{\"sku\":\"A\" /* note */}",
        "",
        "{",
      })
  void strictReadingRefusesWhatIsNoJson(String text) {
    assertThatThrownBy(() -> Json.readStrictly(Buffer.buffer(text)))
        .isInstanceOf(MalformedJson.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"sku\":\"A\",\"quantity\":\"1\"}",
        "{\"sku\":\"A\",\"quantity\":1.5}",
        "{\"sku\":\"A\",\"quantity\":2147483648}",
        "{\"sku\":\"A\",\"quantity\":null}",
        "{\"sku\":7,\"quantity\":1}",
        "{\"sku\":\"A\",\"quantity\":1,\"price\":1}",
      })
  void strictReadingBendsNothingIntoShape(String text) {
    assertThatThrownBy(() -> Json.readStrictly(Buffer.buffer(text), Piece.class))
        .isInstanceOf(MalformedJson.class);
  }

  @Test
  void saysWhichPartIsWrong() {
    Buffer text = Buffer.buffer("{\"sku\":\"A\",\"quantity\":\"x\"}");

    assertThatThrownBy(() -> Json.readStrictly(text, Piece.class))
        .isInstanceOfSatisfying(
            MalformedJson.class, wrong -> assertThat(wrong.pointer()).isEqualTo("/quantity"));
  }

  @Test
  void depthIsBounded() {
    String deep = "[".repeat(65) + "]".repeat(65);

    assertThatThrownBy(() -> Json.readStrictly(Buffer.buffer(deep)))
        .isInstanceOf(MalformedJson.class);
  }

  @Test
  void numbersAreBounded() {
    String long101 = "1".repeat(101);

    assertThatThrownBy(() -> Json.readStrictly(Buffer.buffer(long101)))
        .isInstanceOf(MalformedJson.class);
  }

  /** As hexadecimal bytes: a char cut short, alone, in too many bytes, a surrogate, too large. */
  @ParameterizedTest
  @ValueSource(strings = {"c328", "80", "c0af", "c080", "e080af", "eda080", "f4908080", "ff"})
  void invalidUtf8IsRefused(String bytes) {
    Buffer broken = Buffer.buffer("\"").appendBytes(HexFormat.of().parseHex(bytes + "22"));

    assertThatThrownBy(() -> Json.readStrictly(broken)).isInstanceOf(MalformedJson.class);
  }

  @Test
  void allOfUtf8IsRead() {
    assertThat(Json.readStrictly(Buffer.buffer("\"\u00df\u20ac\ufffd\ud83d\ude80\"")).textValue())
        .isEqualTo("\u00df\u20ac\ufffd\ud83d\ude80");
  }

  @Test
  void otherEncodingsAreRefused() {
    Buffer wide = Buffer.buffer("{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_16LE));

    assertThatThrownBy(() -> Json.readStrictly(wide)).isInstanceOf(MalformedJson.class);
  }
}

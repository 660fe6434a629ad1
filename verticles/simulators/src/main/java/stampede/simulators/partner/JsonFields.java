package stampede.simulators.partner;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One flat JSON object, read strictly: UTF-8 only, no field twice, nothing after it, no depth.
 * Every getter throws a {@link Refusal} that names the field when its value is not what was
 * expected. Immutable.
 */
public final class JsonFields {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(64).maxNumberLength(100).build())
          .build();

  /** Stands for every value that no field may have: null, true, an array, a number too long. */
  private static final Object UNFIT = new Object();

  private final Map<String, Object> values;

  private JsonFields(Map<String, Object> values) {
    this.values = values;
  }

  /** Reads the bytes of exactly one JSON object; anything else is a {@link Refusal} (400). */
  public static JsonFields read(byte[] json) {
    try (JsonParser parser = JSON.createParser(utf8(json))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Refusal.malformed("expected a JSON object");
      }
      Map<String, Object> values = new LinkedHashMap<>();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        values.put(name, value(parser));
      }
      if (parser.nextToken() != null) {
        throw Refusal.malformed("expected nothing after the JSON object");
      }
      return new JsonFields(values);
    } catch (IOException invalid) {
      throw Refusal.malformed("expected a JSON object in UTF-8 in which no field stands twice");
    }
  }

  private static String utf8(byte[] json) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.nextToken()) {
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? UNFIT
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> UNFIT;
      default -> {
        parser.skipChildren();
        yield UNFIT;
      }
    };
  }

  /** This, when it has no other fields than these; else a {@link Refusal} (422) names one. */
  public JsonFields only(Set<String> known) {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw Refusal.field(name, "absent; known fields are " + new TreeSet<>(known));
      }
    }
    return this;
  }

  /** Whether there is such a field. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** A text of 1 to {@code longest} characters, not blank, without control characters. */
  public String text(String name, int longest) {
    if (values.get(name) instanceof String text
        && !text.isBlank()
        && text.length() <= longest
        && isPrintable(text)) {
      return text;
    }
    throw Refusal.field(name, "a text of 1 to " + longest + " printable characters");
  }

  /** As {@link #text}, or empty when there is no such field. */
  public Optional<String> optionalText(String name, int longest) {
    return has(name) ? Optional.of(text(name, longest)) : Optional.empty();
  }

  /** A whole number within these bounds, both included. */
  public long wholeNumber(String name, long smallest, long largest) {
    if (values.get(name) instanceof Long number && number >= smallest && number <= largest) {
      return number;
    }
    throw Refusal.field(name, "a whole number from " + smallest + " to " + largest);
  }

  /** A number from 0 to 1; 0 when there is no such field. */
  public double share(String name) {
    if (!has(name)) {
      return 0;
    }
    if (values.get(name) instanceof Number number
        && number.doubleValue() >= 0
        && number.doubleValue() <= 1) {
      return number.doubleValue();
    }
    throw Refusal.field(name, "a number from 0 to 1");
  }

  /** Without control characters, and without halves of a surrogate pair that stand alone. */
  private static boolean isPrintable(String text) {
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int character = text.codePointAt(at);
      if (Character.isISOControl(character)
          || Character.getType(character) == Character.SURROGATE) {
        return false;
      }
    }
    return true;
  }
}

package stampede.platform.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The two ways of reading JSON, and the one way of writing it. Thread-safe. */
public final class Json {

  /** The deepest nesting that is read. */
  public static final int MAXIMUM_DEPTH = 64;

  /** The longest number that is read, in characters. */
  public static final int MAXIMUM_NUMBER_LENGTH = 100;

  /** For our own messages and documents: unknown fields are passed over. */
  private static final ObjectMapper TOLERANT =
      mapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** For what comes from outside. */
  private static final ObjectMapper STRICT =
      mapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  private static JsonMapper.Builder mapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAXIMUM_DEPTH)
                    .maxNumberLength(MAXIMUM_NUMBER_LENGTH)
                    .build())
            .build();
    return JsonMapper.builder(factory)
        .annotationIntrospector(new SealedTypes())
        .addModule(new Jdk8Module())
        .addModule(new JavaTimeModule())
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(
                JsonInclude.Include.NON_ABSENT, JsonInclude.Include.USE_DEFAULTS))
        .withCoercionConfig(
            LogicalType.Textual,
            text -> {
              text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
              text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
              text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);
  }

  /** Writes a record, a sealed value, a map or a list. */
  public static String write(Object value) {
    try {
      return TOLERANT.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /** Writes a record, a sealed value, a map or a list, as UTF-8. */
  public static Buffer writeBuffer(Object value) {
    try {
      return Buffer.buffer(TOLERANT.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /** Reads one of our own messages. Fails with {@link MalformedJson}. */
  public static <T> T read(String json, Class<T> type) {
    try {
      return present(TOLERANT.readValue(json, type));
    } catch (JsonProcessingException e) {
      throw new MalformedJson(e);
    }
  }

  /** Reads one of our own messages. Fails with {@link MalformedJson}. */
  public static <T> T read(Buffer json, Class<T> type) {
    try {
      return present(TOLERANT.readValue(json.getBytes(), type));
    } catch (IOException e) {
      throw new MalformedJson(e);
    }
  }

  /** Reads what came from outside into a tree. Fails with {@link MalformedJson}. */
  public static JsonNode readStrictly(Buffer json) {
    requireUtf8(json);
    try {
      return STRICT.readTree(json.getBytes());
    } catch (IOException e) {
      throw new MalformedJson(e);
    }
  }

  /** Reads what came from outside into a record. Fails with {@link MalformedJson}. */
  public static <T> T readStrictly(Buffer json, Class<T> type) {
    requireUtf8(json);
    try {
      return present(STRICT.readValue(json.getBytes(), type));
    } catch (IOException e) {
      throw new MalformedJson(e);
    }
  }

  /** A lone {@code null} is JSON, and still nothing that can be worked with. */
  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new MalformedJson("expected more than null");
    }
    return value;
  }

  /**
   * Left to itself, the parser would find out other encodings by their zero bytes or their byte
   * order mark, and read them too (RFC 8259, section 8.1 knows UTF-8 alone); and it would take a
   * character in more bytes than it needs, behind which others on the way do not see it.
   */
  private static void requireUtf8(Buffer json) {
    if (json.length() == 0) {
      throw new MalformedJson("there is no text");
    }
    for (int i = 0; i < Math.min(4, json.length()); i++) {
      byte b = json.getByte(i);
      if (b == 0 || b == (byte) 0xef || b == (byte) 0xfe || b == (byte) 0xff) {
        throw new MalformedJson("expected UTF-8 without a byte order mark");
      }
    }
    if (!ByteBufUtil.isText(Unpooled.wrappedBuffer(json.getBytes()), StandardCharsets.UTF_8)) {
      throw new MalformedJson("expected UTF-8");
    }
  }
}

package stampede.auditor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import stampede.contracts.Event;

/** Reads events, documents and ledgers; unknown fields are passed over. Thread-safe. */
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();
  private static final ObjectReader TREES = MAPPER.readerFor(JsonNode.class);
  private static final ObjectWriter WRITER =
      MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT);
  private static final Map<Flow, Map<String, ObjectReader>> EVENTS = new HashMap<>();

  static {
    for (Flow flow : Flow.values()) {
      Map<String, ObjectReader> readers = new HashMap<>();
      flow.topic().types().forEach((type, event) -> readers.put(type, MAPPER.readerFor(event)));
      EVENTS.put(flow, readers);
    }
  }

  private Json() {}

  /** What was read is not what it should be. */
  static final class Malformed extends Exception {

    private static final long serialVersionUID = 1;

    Malformed(String why) {
      super(why, null, false, false);
    }
  }

  static Event event(Flow flow, String type, byte[] body) throws Malformed {
    ObjectReader reader = EVENTS.getOrDefault(flow, Map.of()).get(type);
    if (reader == null) {
      throw new Malformed("there is no event " + type);
    }
    try {
      return reader.readValue(body);
    } catch (JsonProcessingException e) {
      throw new Malformed("the body is no %s: %s".formatted(type, e.getOriginalMessage()));
    } catch (IOException e) {
      throw new Malformed(String.valueOf(e.getMessage()));
    }
  }

  static JsonNode tree(String text) {
    try {
      return TREES.readTree(text);
    } catch (JsonProcessingException e) {
      throw new CannotAudit("what was read is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  static String write(Object value) {
    try {
      return WRITER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written: " + value.getClass(), e);
    }
  }

  /** The state that is called so, for example {@code PaymentUnknown}. */
  static <S extends Enum<S>> S state(Class<S> states, String name) {
    String constant = name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    for (S state : states.getEnumConstants()) {
      if (state.name().equals(constant)) {
        return state;
      }
    }
    throw new CannotAudit(
        "%s is no %s that this auditor knows: expected the auditor of the shop's own version"
            .formatted(name, states.getSimpleName()));
  }
}

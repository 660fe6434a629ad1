package stampede.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.Optional;

/** What the shop answered. */
record ApiReply(int status, String body) {

  static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  boolean isDone() {
    return status >= 200 && status < 300;
  }

  <T> T as(Class<T> type) {
    try {
      return JSON.readValue(body, type);
    } catch (JsonProcessingException e) {
      throw new CannotGoOn(
          "What answers is no shop that this program knows: it said %d with '%.80s'."
              .formatted(status, body),
          e);
    }
  }

  /** What was wrong, when it {@linkplain #isDone is not done}. */
  Problem problem() {
    try {
      return JSON.readValue(body, Problem.class);
    } catch (JsonProcessingException e) {
      return new Problem(0, Optional.of("%d %.200s".formatted(status, body).strip()));
    }
  }
}

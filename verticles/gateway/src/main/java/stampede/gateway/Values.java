package stampede.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import stampede.contracts.FailureCode;

/** Values that are JSON and still of no use: nobody behind the gateway has to think of them. */
final class Values {

  private Values() {}

  /**
   * Looks through all values.
   *
   * @throws Refusal when a number is beyond all bounds ({@code 1e400}), or a text holds {@code
   *     \\u0000}, which PostgreSQL cannot store, or half a surrogate pair, which is no character
   */
  static void requireUsable(JsonNode json) {
    require(json, "");
  }

  private static void require(JsonNode value, String pointer) {
    if (value.isDouble() && !Double.isFinite(value.doubleValue())) {
      throw Refusal.of(FailureCode.MALFORMED_REQUEST, "the number is beyond all bounds", pointer);
    }
    if (value.isTextual()) {
      requireText(value.textValue(), pointer);
    }
    if (value.isObject()) {
      value
          .properties()
          .forEach(
              member -> {
                requireText(member.getKey(), pointer);
                require(member.getValue(), pointer + "/" + member.getKey());
              });
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      require(value.get(i), pointer + "/" + i);
    }
  }

  private static void requireText(String text, String pointer) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        throw Refusal.of(FailureCode.INVALID_BODY, "the text holds what is no character", pointer);
      }
    }
  }
}

package stampede.platform.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list that is ordered by a key. The cursor of the next page holds the last key of
 * this one, so that pages stay right while the list changes, and cost the same however deep.
 *
 * @param items what is on the page
 * @param next the cursor of the next page; empty on the last one
 */
public record Page<T>(List<T> items, Optional<String> next) {

  /** How many items a page has when nothing is said. */
  public static final int USUAL_SIZE = 50;

  /** Copies the items. */
  public Page {
    items = List.copyOf(items);
  }

  /**
   * Makes a page of what was found when one more than fits was asked for.
   *
   * @param found at most {@code size + 1} items
   * @param key the key that the list is ordered by
   */
  public static <T> Page<T> of(List<T> found, int size, Function<T, String> key) {
    if (found.size() <= size) {
      return new Page<>(found, Optional.empty());
    }
    List<T> items = found.subList(0, size);
    return new Page<>(items, Optional.of(encode(key.apply(items.getLast()))));
  }

  /** The page size that the request asks for. */
  public static int size(ApiRequest request) {
    return request.parameter("limit").map(Integer::valueOf).orElse(USUAL_SIZE);
  }

  /** The key after which the page begins; empty from the start. Fails with {@link BadCursor}. */
  public static Optional<String> after(ApiRequest request) {
    return request.parameter("cursor").map(Page::decode);
  }

  private static String encode(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadCursor();
    }
  }
}

package stampede.platform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stampede.contracts.Caller;

class PageTest {

  private static ApiRequest request(Map<String, String> parameters) {
    return new ApiRequest(Caller.ANONYMOUS, parameters, Buffer.buffer());
  }

  @Test
  void theCursorLeadsToWhatComesAfterTheLastItem() {
    Page<String> page = Page.of(List.of("a", "ü/~", "c"), 2, key -> key);

    assertThat(page.items()).containsExactly("a", "ü/~");
    assertThat(Page.after(request(Map.of("cursor", page.next().orElseThrow())))).hasValue("ü/~");
  }

  @Test
  void theLastPageHasNoCursor() {
    assertThat(Page.of(List.of("a", "b"), 2, key -> key).next()).isEmpty();
  }

  @Test
  void aCursorThatNoPageGaveOutIsRefused() {
    assertThatThrownBy(() -> Page.after(request(Map.of("cursor", "***"))))
        .isInstanceOf(BadCursor.class);
  }
}

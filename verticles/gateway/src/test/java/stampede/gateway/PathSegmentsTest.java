package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contracts.FailureCode;

class PathSegmentsTest {

  private static void assertRefused(String path, FailureCode... codes) {
    assertThatThrownBy(() -> PathSegments.of(path))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(codes).contains(refusal.reply().code()));
  }

  @Test
  void decodesEachSegmentOnce() {
    assertThat(PathSegments.of("/a%20b/%2531/c+d/%ED%95%9C"))
        .containsExactly("a b", "%31", "c+d", "한");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a//b", "/a/", "/", "/a/./b", "/a/../b", "/a/%2e%2e/b", "/a/%2E/b"})
  void doesNotClimbOrStandStill(String path) {
    assertRefused(path, FailureCode.NO_SUCH_RESOURCE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a%2fb",
        "/a%5cb",
        "/..%2f..%2fetc",
        "/a%00b",
        "/a%0d%0ab",
        "/a%",
        "/a%zz",
        "/a%ff",
        "/%c0%af",
        "a",
        "/a%1f"
      })
  void hidesNothingInAnEncoding(String path) {
    assertRefused(path, FailureCode.MALFORMED_REQUEST);
  }
}

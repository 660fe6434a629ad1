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
    assertThat(PathSegments.of("/a%20b/%2531/c+d/%ED%95%9C/%252e%252e"))
        .containsExactly("a b", "%31", "c+d", "한", "%2e%2e");
  }

  @Test
  void decodesWhatClientsEncodeForNoNeed() {
    assertThat(PathSegments.of("/a%2Db%2Ec%5Fd%7Ee/%3b%40%60%5b%7b"))
        .containsExactly("a-b.c_d~e", ";@`[{");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a//b",
        "//a",
        "/a/",
        "/",
        "//",
        "/a/./b",
        "/a/../b",
        "/a/..",
        "/a/%2e%2e/b",
        "/a/.%2e/b",
        "/a/%2E./b",
        "/a/%2E/b"
      })
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
        "/a%1f",
        "/a%7f",
        "/%31",
        "/api/v%31/products",
        "/%41",
        "/%5a",
        "/%61",
        "/%7A",
        "/%4f",
        "/%6F",
        "/a;b",
        "/a;b=c/d",
        "/..;/a",
        "/..%2f",
        "/%2e%2e%2f",
        "/%2e%2e%5c",
        "/..\\",
        "/..%c0%af",
        "/%c0%ae%c0%ae/a",
        "/%e0%80%ae/a",
        "/%u002e%u002e/a",
        "/..%00/a",
        "/..%0d/a",
        "/%"
      })
  void hidesNothingInAnEncoding(String path) {
    assertRefused(path, FailureCode.MALFORMED_REQUEST);
  }
}

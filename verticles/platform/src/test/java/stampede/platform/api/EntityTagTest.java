package stampede.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {

  @ParameterizedTest
  @ValueSource(strings = {"\"3\"", "*", "\"1\", \"3\"", " \"3\" "})
  void namesTheVersion(String header) {
    assertThat(EntityTag.matches(header, 3)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "3", "W/\"3\"", "", "\"33\""})
  void namesAnother(String header) {
    assertThat(EntityTag.matches(header, 3)).isFalse();
  }

  @Test
  void isQuoted() {
    assertThat(EntityTag.of(12)).isEqualTo("\"12\"");
  }
}

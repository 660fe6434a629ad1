package stampede.simulators.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitTest {

  @ParameterizedTest
  @CsvSource({"0,PT0S", "250ms,PT0.25S", "2s,PT2S", "5m,PT5M", "1h,PT1H", "3d,PT72H"})
  void durationsAreRead(String text, Duration expected) {
    assertThat(Wait.parse(text)).isEqualTo(Wait.of(expected));
  }

  @Test
  void neverIsNoDuration() {
    assertThat(Wait.parse("never")).isEqualTo(Wait.never());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "-1s", "1.5s", "2 s", "PT2S", "9999999999s", "Never"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Wait.parse(text)).isInstanceOf(DateTimeException.class);
  }
}

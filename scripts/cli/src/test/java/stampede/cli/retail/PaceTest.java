package stampede.cli.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class PaceTest {

  private static final LocalDateTime START = LocalDateTime.of(2011, 3, 1, 12, 0);

  @ParameterizedTest
  @CsvSource({"1,PT1H", "60,PT1M", "0.5,PT2H", "max,PT0S", "0,PT0S"})
  void anHourOfTheFileTakes(String speed, Duration expected) {
    Pace pace = new Pace.Format().convert(speed);

    assertThat(pace.due(START, START.plusHours(1))).isEqualTo(expected);
  }

  @Test
  void theFirstOrderIsPlacedAtOnce() {
    assertThat(new Pace(1).due(START, START)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "fast", "NaN", "Infinity", ""})
  void isANumberOrMax(String text) {
    assertThatThrownBy(() -> new Pace.Format().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("max");
  }
}

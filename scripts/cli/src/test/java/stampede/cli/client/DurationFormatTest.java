package stampede.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationFormatTest {

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "30s,PT30S", "15m,PT15M", "2h,PT2H", "7d,PT168H"})
  void readsWhatPeopleWrite(String text, Duration expected) {
    assertThat(new DurationFormat().convert(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "m", "-5m", "5 m", "0s", "PT5M", "99999999999s"})
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> new DurationFormat().convert(text))
        .isInstanceOf(TypeConversionException.class);
  }
}

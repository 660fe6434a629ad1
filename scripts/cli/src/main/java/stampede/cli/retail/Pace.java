package stampede.cli.retail;

import java.time.Duration;
import java.time.LocalDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How fast the file's time passes.
 *
 * @param speed how many times as fast as real time; 0 for as fast as it goes
 */
record Pace(double speed) {

  static final Pace FASTEST = new Pace(0);

  /** How long after the start something is due that is in the file that long after its start. */
  Duration due(LocalDateTime start, LocalDateTime at) {
    if (speed == 0) {
      return Duration.ZERO;
    }
    return Duration.ofMillis(Math.round(Duration.between(start, at).toMillis() / speed));
  }

  /** As it is written on the command line. */
  static final class Format implements ITypeConverter<Pace> {

    @Override
    public Pace convert(String text) {
      if (text.equals("max")) {
        return FASTEST;
      }
      try {
        double speed = Double.parseDouble(text);
        if (speed >= 0 && speed <= 1e9) {
          return new Pace(speed);
        }
      } catch (NumberFormatException e) {
        // said below, for every text that is no such number
      }
      throw new TypeConversionException(
          "expected max, or how many times as fast as real time, such as 60; not '" + text + "'");
    }
  }
}

package stampede.simulators.partner;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long something waits until it happens by itself.
 *
 * @param duration zero or more; empty when it never happens by itself
 */
public record Wait(Optional<Duration> duration) {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  /** Something happens after that long. */
  public static Wait of(Duration duration) {
    return new Wait(Optional.of(duration));
  }

  /** It does not happen by itself. */
  public static Wait never() {
    return new Wait(Optional.empty());
  }

  static Wait parse(String text) {
    return "never".equals(text) ? never() : of(parseDuration(text));
  }

  /** Reads {@code 0}, {@code 250ms}, {@code 2s}, {@code 5m}, {@code 1h}, {@code 1d}. */
  static Duration parseDuration(String text) {
    Matcher parts = DURATION.matcher("0".equals(text) ? "0s" : text);
    if (!parts.matches()) {
      throw new DateTimeException("expected a duration such as 250ms, 2s, 5m or 1h, not " + text);
    }
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}

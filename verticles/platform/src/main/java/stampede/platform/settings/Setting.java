package stampede.platform.settings;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that can be set.
 *
 * @param key {@code <section>.<name>}, for example {@code order.reservation-time}
 * @param meaning what it does, for people
 * @param expected what a value looks like, with its range
 * @param fallback the value when none is set; empty when one must be set
 * @param secret whether its value must never be shown
 * @param parser turns the text into the value; fails with {@link IllegalArgumentException}
 */
public record Setting<T>(
    String key,
    String meaning,
    String expected,
    Optional<String> fallback,
    boolean secret,
    Function<String, T> parser) {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  /** Any text that is not blank. */
  public static Setting<String> text(String key, String meaning) {
    return of(key, meaning, "a text", Setting::notBlank);
  }

  /** A whole number from {@code least} to {@code most}. */
  public static Setting<Integer> number(String key, String meaning, int least, int most) {
    return of(
        key,
        meaning,
        "a whole number from %d to %d".formatted(least, most),
        text -> inRange(Integer.parseInt(text), least, most));
  }

  /** A TCP port; 0 where the system may choose. */
  public static Setting<Integer> port(String key, String meaning) {
    return number(key, meaning, 0, 65_535);
  }

  /** A length of time such as {@code 500ms}, {@code 3s}, {@code 15m}, {@code 2h}, {@code 1d}. */
  public static Setting<Duration> duration(
      String key, String meaning, Duration least, Duration most) {
    return of(
        key,
        meaning,
        "a time such as 500ms, 3s, 15m or 2h, from %s to %s".formatted(shown(least), shown(most)),
        text -> inRange(parseDuration(text), least, most));
  }

  /** {@code true} or {@code false}. */
  public static Setting<Boolean> flag(String key, String meaning) {
    return of(
        key,
        meaning,
        "true or false",
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException();
            });
  }

  /** A file or directory. */
  public static Setting<Path> path(String key, String meaning) {
    return of(key, meaning, "a path", Setting::parsePath);
  }

  /** An {@code http} or {@code https} address with a host. */
  public static Setting<URI> httpAddress(String key, String meaning) {
    return of(key, meaning, "an address such as http://127.0.0.1:8090", Setting::parseHttp);
  }

  /** A PostgreSQL database: {@code postgresql://host:port/name}; the port may be left out. */
  public static Setting<URI> databaseAddress(String key, String meaning) {
    return of(
        key,
        meaning,
        "an address such as postgresql://127.0.0.1:5432/orders",
        Setting::parseDatabase);
  }

  /** One or more servers, {@code host:port,host:port}. */
  public static Setting<String> servers(String key, String meaning) {
    return of(key, meaning, "servers such as 127.0.0.1:9092,127.0.0.1:9093", Setting::parseServers);
  }

  private static <T> Setting<T> of(
      String key, String meaning, String expected, Function<String, T> parser) {
    return new Setting<>(key, meaning, expected, Optional.empty(), false, parser);
  }

  /** The same, with that value when none is set. */
  public Setting<T> or(String value) {
    return new Setting<>(key, meaning, expected, Optional.of(value), secret, parser);
  }

  /** The same, empty when none is set. */
  public Setting<Optional<T>> optional() {
    return new Setting<>(
        key,
        meaning,
        expected + ", or nothing",
        Optional.of(""),
        secret,
        text -> text.isEmpty() ? Optional.empty() : Optional.of(parser.apply(text)));
  }

  /** The same, with a value that is never shown. */
  public Setting<T> hidden() {
    return new Setting<>(key, meaning, expected, fallback, true, parser);
  }

  /** What an operator needs to know to set it, in a few lines. */
  public String describe() {
    return "%s%n    %s%n    %s%s"
        .formatted(
            key,
            meaning,
            expected,
            fallback.filter(text -> !text.isEmpty()).map(text -> "; " + text).orElse(""));
  }

  /** The part of the key before the first dot. */
  public String section() {
    return key.substring(0, key.indexOf('.'));
  }

  private static String notBlank(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private static <C extends Comparable<C>> C inRange(C value, C least, C most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  private static Duration parseDuration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException();
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static String shown(Duration duration) {
    if (duration.toMillisPart() != 0) {
      return duration.toMillis() + "ms";
    }
    if (duration.toSecondsPart() != 0 || duration.isZero()) {
      return duration.toSeconds() + "s";
    }
    return duration.toMinutesPart() != 0 ? duration.toMinutes() + "m" : duration.toHours() + "h";
  }

  private static Path parsePath(String text) {
    try {
      return Path.of(notBlank(text));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static URI parseHttp(String text) {
    URI uri = URI.create(text);
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null) {
      throw new IllegalArgumentException();
    }
    return uri;
  }

  private static URI parseDatabase(String text) {
    URI uri = URI.create(text);
    boolean isComplete =
        "postgresql".equals(uri.getScheme())
            && uri.getHost() != null
            && uri.getPath().matches("/[^/]+")
            && uri.getUserInfo() == null;
    if (!isComplete) {
      throw new IllegalArgumentException();
    }
    return uri;
  }

  private static String parseServers(String text) {
    for (String server : text.split(",", -1)) {
      URI uri = URI.create("server://" + server.strip());
      if (uri.getHost() == null || uri.getPort() < 1 || uri.getPort() > 65_535) {
        throw new IllegalArgumentException();
      }
    }
    return text;
  }
}

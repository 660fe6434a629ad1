package stampede.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stampede.contracts.Role;
import stampede.gateway.Fields.Reading;
import stampede.gateway.Route.KeyPart;
import stampede.gateway.limits.Algorithm;
import stampede.gateway.limits.Rate;
import stampede.gateway.limits.WithoutShares;
import stampede.platform.settings.Setting;

/** How the values in a file of routes are read. */
final class Readings {

  private static final Pattern RATE = Pattern.compile("([0-9]{1,9}) per (\\S+)");
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern SERVICE = Pattern.compile("[a-z]{1,63}");
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
  private static final Pattern PARAMETER = Pattern.compile("\\{[A-Za-z][A-Za-z0-9]*}");
  private static final Pattern SEGMENT = Pattern.compile("[^{}*/\\\\;%\\x00-\\x20\\x7f]+");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private Readings() {}

  /** A text that matches. */
  static Reading<String> text(Pattern pattern, String expected) {
    return value -> {
      require(value.isTextual() && pattern.matcher(value.asText()).matches(), expected);
      return value.asText();
    };
  }

  /** A name of ours: small letters, digits and dashes. */
  static Reading<String> name() {
    return text(NAME, "expected small letters, digits and dashes");
  }

  /** The name of a service, as addresses have it. */
  static Reading<String> service() {
    return text(SERVICE, "expected the name of a service, in small letters");
  }

  /** A name of a header (RFC 9110, section 5.1). */
  static Reading<String> headerName() {
    return text(TOKEN, "expected the name of a header");
  }

  /** Whether that can be the name of a header. */
  static boolean isHeaderName(String name) {
    return TOKEN.matcher(name).matches();
  }

  /** A number or text, as text, without what could end a header. */
  static Reading<String> plain() {
    return value -> {
      require(
          value.isValueNode() && value.asText().chars().allMatch(c -> c >= 0x20 && c < 0x7f),
          "expected a text of ASCII without control characters");
      return value.asText();
    };
  }

  /** A whole number from {@code least} to {@code most}. */
  static Reading<Integer> number(int least, int most) {
    return value -> {
      require(
          value.canConvertToInt()
              && value.isIntegralNumber()
              && value.asInt() >= least
              && value.asInt() <= most,
          "expected a whole number from %d to %d".formatted(least, most));
      return value.asInt();
    };
  }

  /** A length of time, as settings have it. */
  static Reading<Duration> duration(Duration least, Duration most) {
    Setting<Duration> setting = Setting.duration("", "", least, most);
    return value -> {
      try {
        return setting.parser().apply(value.asText());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("expected " + setting.expected(), e);
      }
    };
  }

  /** A rate such as {@code 600 per 1m}. */
  static Reading<Rate> rate() {
    return value -> {
      Matcher matcher = RATE.matcher(value.asText());
      require(matcher.matches(), "expected a rate such as 600 per 1m");
      Duration window =
          duration(Rate.SHORTEST, Rate.LONGEST).read(TextNode.valueOf(matcher.group(2)));
      return new Rate(Long.parseLong(matcher.group(1)), window);
    };
  }

  /** The algorithm of that name. */
  static Reading<Algorithm> algorithm() {
    return value ->
        Algorithm.named(value.asText())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "expected one of "
                            + Arrays.stream(Algorithm.values()).map(Algorithm::written).toList()));
  }

  /** What becomes of a plan without shares. */
  static Reading<WithoutShares> withoutShares() {
    return value ->
        WithoutShares.named(value.asText())
            .orElseThrow(() -> new IllegalArgumentException("expected open, closed or last-share"));
  }

  /** A role, in small letters. */
  static Reading<Role> role() {
    return value ->
        Arrays.stream(Role.values())
            .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(value.asText()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "expected anonymous, customer, staff or operator"));
  }

  /** An HTTP method. */
  static Reading<HttpMethod> method() {
    return value -> {
      require(METHODS.contains(value.asText()), "expected GET, HEAD, POST, PUT, PATCH, DELETE");
      return HttpMethod.valueOf(value.asText());
    };
  }

  /** A part of a key. */
  static Reading<KeyPart> keyPart() {
    return value ->
        switch (value.asText()) {
          case "client" -> new KeyPart.Client();
          case "customer" -> new KeyPart.Customer();
          case "address" -> new KeyPart.Address();
          default -> {
            String[] parts = value.asText().split(":", 2);
            require(
                parts.length == 2 && parts[0].equals("header") && TOKEN.matcher(parts[1]).matches(),
                "expected client, customer, address, or header:NAME");
            yield new KeyPart.Header(parts[1]);
          }
        };
  }

  /** A list with at least one of these, none of them twice. */
  static <T> Reading<Set<T>> some(Reading<T> each) {
    return value -> {
      require(value.isArray() && !value.isEmpty(), "expected a list with at least one entry");
      Set<T> all = new LinkedHashSet<>();
      for (JsonNode one : value) {
        require(all.add(each.read(one)), one.asText() + " stands there twice");
      }
      return all;
    };
  }

  /** A path: segments that are written out or parameters in braces, perhaps the rest at its end. */
  static Reading<List<String>> path() {
    return value -> {
      String path = value.asText();
      require(path.startsWith("/"), "expected a path that begins with a slash");
      List<String> segments = new ArrayList<>(List.of(path.substring(1).split("/", -1)));
      for (int i = 0; i < segments.size(); i++) {
        String segment = segments.get(i);
        boolean isLast = i == segments.size() - 1;
        require(
            (segment.equals(Route.REST) && isLast)
                || PARAMETER.matcher(segment).matches()
                || SEGMENT.matcher(segment).matches(),
            "expected segments as they are when decoded, {name}, or ** at the end, not '"
                + segment
                + "'");
      }
      List<String> parameters = segments.stream().filter(Operation::isParameter).toList();
      require(
          parameters.size() == Set.copyOf(parameters).size(), "expected each parameter once only");
      return List.copyOf(segments);
    };
  }

  private static void require(boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(expected);
    }
  }
}

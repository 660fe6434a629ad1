package stampede.account;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the browser that was shown a login form from all others, for as long as the form holds. */
final class BrowserCookie {

  static final String NAME = "stampede-login";

  /** How long a login form can be used. */
  static final Duration TIME = Duration.ofMinutes(10);

  private static final Pattern VALUE = Pattern.compile("(?:^|;\\s*)" + NAME + "=([A-Za-z0-9_-]+)");

  private BrowserCookie() {}

  /**
   * What sets it.
   *
   * @param overTls whether the pages are, so that it is never sent otherwise
   */
  static String text(String value, boolean overTls) {
    return "%s=%s; Path=/oauth2/authorize; Max-Age=%d; HttpOnly; SameSite=Strict%s"
        .formatted(NAME, value, TIME.toSeconds(), overTls ? "; Secure" : "");
  }

  /** Its value in a {@code Cookie} header; empty when it is not there. */
  static String value(String header) {
    Matcher matcher = VALUE.matcher(header);
    return matcher.find() ? matcher.group(1) : "";
  }
}

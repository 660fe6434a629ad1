package stampede.account;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A program that gets tokens.
 *
 * @param secretHash empty for a public client, which cannot keep a secret
 * @param redirectUris where customers may be sent back to; none when it acts for itself alone
 * @param role what it may act as for itself; empty when it may not
 */
record OAuthClient(
    String id,
    String name,
    Optional<String> secretHash,
    List<String> redirectUris,
    Optional<String> role) {

  private static final Pattern LOOPBACK =
      Pattern.compile("(http://(?:127\\.0\\.0\\.1|\\[::1\\]))(?::\\d{1,5})?(/.*)");

  OAuthClient {
    redirectUris = List.copyOf(redirectUris);
  }

  /**
   * Whether customers may be sent back there. The whole text must be the same (RFC 9700, section
   * 2.1), but for the port of a loopback address (RFC 8252, section 7.3).
   */
  boolean mayReturnTo(String redirectUri) {
    return redirectUris.stream()
        .anyMatch(
            known ->
                known.equals(redirectUri) || withoutPort(known).equals(withoutPort(redirectUri)));
  }

  private static String withoutPort(String uri) {
    return LOOPBACK.matcher(uri).replaceFirst("$1$2");
  }
}

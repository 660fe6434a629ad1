package stampede.gateway;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import stampede.contracts.FailureCode;

/**
 * Takes a path apart, so that everything after works on one form of it only: rights are those of
 * the operation that this form leads to.
 */
final class PathSegments {

  /** A letter or a digit that is encoded though it never has to be. */
  private static final Pattern HIDDEN = Pattern.compile("%(3[0-9]|[46][1-9a-fA-F]|[57][0-9aA])");

  private PathSegments() {}

  /**
   * The segments of a path, each decoded once, after the split.
   *
   * @param path as it came, with its leading slash
   * @throws Refusal when a segment is empty, climbs, has parameters of its own, or hides a slash, a
   *     control character, a letter or a digit
   */
  static List<String> of(String path) {
    if (!path.startsWith("/") || path.indexOf(';') >= 0 || HIDDEN.matcher(path).find()) {
      throw malformed();
    }
    List<String> segments = new ArrayList<>();
    for (String raw : path.substring(1).split("/", -1)) {
      String segment = decode(raw);
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw Refusal.of(FailureCode.NO_SUCH_RESOURCE, "there is nothing at this path");
      }
      if (segment.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '/' || c == '\\')) {
        throw malformed();
      }
      segments.add(segment);
    }
    return segments;
  }

  private static String decode(String raw) {
    try {
      // a plus is a plus in a path
      String decoded = QueryStringDecoder.decodeComponent(raw.replace("+", "%2B"));
      if (decoded.indexOf('\uFFFD') >= 0) {
        throw malformed();
      }
      return decoded;
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
  }

  private static Refusal malformed() {
    return Refusal.of(FailureCode.MALFORMED_REQUEST, "the path is malformed");
  }
}

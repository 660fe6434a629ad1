package stampede.platform.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Puts names that clients chose into paths (RFC 3986, section 3.3). */
public final class PathSegment {

  private PathSegment() {}

  /** The path with the name as its last segment, percent-encoded. */
  public static String join(String path, String name) {
    return path + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

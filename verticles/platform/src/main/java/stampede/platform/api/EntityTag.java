package stampede.platform.api;

import stampede.contracts.FailureCode;

/** Versions of a resource as HTTP shows them (RFC 9110, section 8.8.3): strong tags of a number. */
public final class EntityTag {

  private EntityTag() {}

  /** The tag of that version. */
  public static String of(long version) {
    return "\"" + version + "\"";
  }

  /**
   * Whether an {@code If-Match} or {@code If-None-Match} value names that version: a list of tags,
   * or {@code *} for any.
   */
  public static boolean matches(String header, long version) {
    if (header.strip().equals("*")) {
      return true;
    }
    for (String tag : header.split(",", -1)) {
      if (tag.strip().equals(of(version))) {
        return true;
      }
    }
    return false;
  }

  /** What to answer when a change does not say which version it is based on. */
  public static ApiReply required() {
    return ApiReply.refused(
        FailureCode.VERSION_REQUIRED,
        "expected the header If-Match with the ETag that the change is based on",
        "If-Match");
  }

  /** What to answer when a change is based on another version. */
  public static ApiReply changed(long current) {
    return ApiReply.refused(
        FailureCode.VERSION_CHANGED,
        "it has changed meanwhile: its ETag is " + of(current),
        "If-Match");
  }
}

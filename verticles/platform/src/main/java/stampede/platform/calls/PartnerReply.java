package stampede.platform.calls;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a partner answered.
 *
 * @param status HTTP status, 200 to 499
 * @param body its JSON; a missing node when there is none
 */
public record PartnerReply(int status, JsonNode body) {

  /** A text member of the body; empty when there is none. */
  public String text(String member) {
    return body.path(member).asText("");
  }

  /** Whether the partner says that this very request can never be carried out, and was not. */
  public boolean refusesTheRequest() {
    return status == 400 || status == 413 || status == 422;
  }

  /** Why it refuses, as problem+json tells; the bare status when it does not. */
  public String detail() {
    String detail = text("detail");
    return detail.isEmpty() ? "status " + status : detail;
  }
}

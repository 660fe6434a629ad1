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
}

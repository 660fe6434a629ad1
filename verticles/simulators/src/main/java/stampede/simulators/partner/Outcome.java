package stampede.simulators.partner;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What a decision came to.
 *
 * @param status the HTTP status
 * @param mediaType of the body
 * @param body the JSON object to answer
 * @param update the news of it, when the decision changed something
 */
public record Outcome(int status, String mediaType, JsonObject body, Optional<Update> update) {

  /** Nothing was changed. */
  public static Outcome unchanged(int status, JsonObject body) {
    return new Outcome(status, FrontDoor.JSON, body, Optional.empty());
  }

  /** Something was changed, and this is the news of it. */
  public static Outcome changed(int status, JsonObject body, Update update) {
    return new Outcome(status, FrontDoor.JSON, body, Optional.of(update));
  }

  static Outcome refused(Refusal refusal) {
    return new Outcome(refusal.status(), Problems.MEDIA_TYPE, refusal.problem(), Optional.empty());
  }
}

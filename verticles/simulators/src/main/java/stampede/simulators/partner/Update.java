package stampede.simulators.partner;

import io.vertx.core.json.JsonObject;

/**
 * News for the caller, to be sent as a callback.
 *
 * @param reference what it is about, as the caller named it
 * @param body the JSON object to send; it holds an {@code updateId} that stays the same however
 *     often it is sent
 */
public record Update(String reference, JsonObject body) {}

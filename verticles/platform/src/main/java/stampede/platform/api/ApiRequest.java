package stampede.platform.api;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;
import stampede.contracts.Caller;
import stampede.platform.json.Json;

/**
 * A client's call on its way to a service.
 *
 * @param caller on whose behalf; verified by the gateway
 * @param parameters path, query and header parameters of the operation by their names in the API's
 *     description, as they came
 * @param body the body's bytes; empty when there is none
 */
public record ApiRequest(Caller caller, Map<String, String> parameters, Buffer body) {

  /** Copies the parameters. */
  public ApiRequest {
    parameters = Map.copyOf(parameters);
  }

  /** A parameter that the API's description requires. */
  public String required(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the gateway let a call pass without " + name);
    }
    return value;
  }

  /** A parameter that may be absent. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** The body as a record. Fails with {@link stampede.platform.json.MalformedJson}. */
  public <T> T body(Class<T> type) {
    return Json.readStrictly(body, type);
  }
}

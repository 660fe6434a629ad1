package stampede.gateway;

import com.networknt.schema.JsonSchema;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stampede.contracts.Address;
import stampede.contracts.Role;
import stampede.platform.api.ApiReply;
import stampede.platform.api.ApiRequest;

/**
 * An operation of the API's description.
 *
 * @param address where its service answers on the bus
 * @param path the path's segments; a parameter stands in braces
 * @param access who may call it
 * @param body what its body must look like; empty when it takes none
 * @param liveTopic the topic whose news make it worth asking again, when it can be streamed
 */
record Operation(
    String id,
    Address<ApiRequest, ApiReply> address,
    HttpMethod method,
    List<String> path,
    Access access,
    List<Parameter> parameters,
    Optional<JsonSchema> body,
    Optional<String> liveTopic) {

  /**
   * Who may call an operation.
   *
   * @param anonymous whether it can be called without a token
   * @param roles who may call it with one; everybody when empty
   */
  record Access(boolean anonymous, Set<Role> roles) {

    boolean allows(Role role) {
      return role == Role.ANONYMOUS ? anonymous : roles.isEmpty() || roles.contains(role);
    }
  }

  /**
   * A parameter of an operation.
   *
   * @param in {@code path}, {@code query} or {@code header}
   * @param isInteger whether its text stands for a whole number
   */
  record Parameter(
      String name, String in, boolean required, boolean isInteger, JsonSchema schema) {}

  /** Whether that segment of a path stands for a parameter. */
  static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }

  /** The name of the parameter that the segment stands for. */
  static String parameterName(String segment) {
    return segment.substring(1, segment.length() - 1);
  }
}

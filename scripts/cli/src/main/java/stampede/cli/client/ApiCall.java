package stampede.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A call of the API that may be repeated as it is.
 *
 * @param path from {@code /api} on, with its query
 * @param body what is sent as JSON
 */
record ApiCall(
    String method,
    String path,
    Optional<Credentials> caller,
    Map<String, String> headers,
    Optional<Object> body) {

  ApiCall {
    headers = Map.copyOf(headers);
  }

  static ApiCall get(String path) {
    return new ApiCall("GET", path, Optional.empty(), Map.of(), Optional.empty());
  }

  static ApiCall post(String path, Object body) {
    return new ApiCall("POST", path, Optional.empty(), Map.of(), Optional.of(body));
  }

  static ApiCall put(String path, Object body) {
    return new ApiCall("PUT", path, Optional.empty(), Map.of(), Optional.of(body));
  }

  ApiCall by(Credentials who) {
    return new ApiCall(method, path, Optional.of(who), headers, body);
  }

  ApiCall with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new ApiCall(method, path, caller, more, body);
  }

  /** Has one effect however often it is made. */
  ApiCall once(String key) {
    return with("Idempotency-Key", key);
  }

  /** A text as one segment of a path. */
  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

package stampede.gateway;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import stampede.contracts.FailureCode;

/** Takes a query apart. */
final class Query {

  /** More than a request line has room for. */
  private static final int MOST_PARAMETERS = 4 << 10;

  private Query() {}

  /**
   * The parameters of a query, each decoded once. Only {@code &} stands between two of them: what
   * others on the way take for one value is not two here.
   *
   * @param query as it came, without its question mark
   * @throws Refusal when it is not percent-encoded UTF-8
   */
  static MultiMap of(String query) {
    MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
    try {
      new QueryStringDecoder(query, StandardCharsets.UTF_8, false, MOST_PARAMETERS, true)
          .parameters()
          .forEach(parameters::add);
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
    parameters.forEach(
        (name, value) -> {
          if (name.indexOf('\uFFFD') >= 0 || value.indexOf('\uFFFD') >= 0) {
            throw malformed();
          }
        });
    return parameters;
  }

  private static Refusal malformed() {
    return Refusal.of(
        FailureCode.MALFORMED_REQUEST,
        "the query is malformed: expected UTF-8, percent-encoded",
        "query");
  }
}

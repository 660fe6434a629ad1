package stampede.gateway;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import stampede.contracts.FailureCode;

/**
 * Whether everybody on the way reads a request alike: where it goes, and where it ends (RFC 9112,
 * sections 3.2 and 6.1). What the parser refuses by itself does not come here.
 */
final class Framing {

  private Framing() {}

  /** Refuses what is ambiguous; the connection ends with it, as what follows is anybody's guess. */
  static void check(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_1_1) {
      return;
    }
    List<String> encodings = request.headers().getAll("Transfer-Encoding");
    boolean endsClearly =
        encodings.isEmpty() || (encodings.size() == 1 && isChunked(encodings.getFirst()));
    if (!endsClearly) {
      throw refusal(request, "Transfer-Encoding", "nothing but chunked");
    }
    if (request.headers().getAll("Host").size() != 1) {
      throw refusal(request, "Host", "exactly one");
    }
  }

  private static boolean isChunked(String encoding) {
    return encoding.strip().equalsIgnoreCase("chunked");
  }

  private static Refusal refusal(HttpServerRequest request, String header, String expected) {
    request
        .response()
        .putHeader("Connection", "close")
        .endHandler(ended -> request.connection().close());
    return Refusal.of(FailureCode.MALFORMED_REQUEST, header + ": expected " + expected, header);
  }
}

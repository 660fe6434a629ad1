package stampede.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import stampede.contracts.FailureCode;

/**
 * Whether it is beyond doubt where a request ends and whom it is for (RFC 9112, sections 3.2 and
 * 6). Whatever a proxy on the way could read differently is refused.
 */
final class Framing {

  private Framing() {}

  /**
   * Checks a head that could be parsed.
   *
   * @throws Refusal when something about it is ambiguous
   */
  static void check(HttpRequest request) {
    boolean newest = HttpVersion.HTTP_1_1.equals(request.protocolVersion());
    List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (!codings.isEmpty() && !(newest && isChunked(codings))) {
      throw malformed("expected no Transfer-Encoding, or chunked, once, in HTTP/1.1");
    }
    List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
    if (hosts.size() > 1 || (newest && hosts.isEmpty())) {
      throw malformed("expected one Host");
    }
    String host = hosts.isEmpty() ? "" : hosts.getFirst();
    if (!hosts.isEmpty() && !isHost(host)) {
      throw malformed("expected a host, and perhaps a port, as Host");
    }
    checkTarget(request.uri(), host);
  }

  private static boolean isChunked(List<String> codings) {
    return codings.size() == 1
        && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst());
  }

  private static boolean isHost(String host) {
    return !host.isEmpty() && HostAndPort.parseAuthority(host, -1) != null;
  }

  private static void checkTarget(String target, String host) {
    if (target.chars().anyMatch(c -> c <= 0x20 || c >= 0x7f || c == '#')) {
      throw malformed("expected a target in ASCII, everything else percent-encoded");
    }
    String own = "http://" + host + "/";
    boolean isOwn = !host.isEmpty() && target.regionMatches(true, 0, own, 0, own.length());
    if (!target.startsWith("/") && !isOwn) {
      throw malformed("expected a target that begins with a slash, or with the Host's name");
    }
  }

  static Refusal malformed(String detail) {
    return Refusal.of(FailureCode.MALFORMED_REQUEST, detail);
  }
}

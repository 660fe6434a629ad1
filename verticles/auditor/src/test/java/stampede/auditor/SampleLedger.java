package stampede.auditor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A provider that has nothing but a ledger, in small pages. */
final class SampleLedger implements AutoCloseable {

  static final String KEY = "sample-key";

  private static final int PAGE = 4;
  private static final Pattern QUERY = Pattern.compile("after=(\\d+)&limit=\\d+");

  private final List<LedgerEntry> entries;
  private final HttpServer server;

  SampleLedger(List<LedgerEntry> entries) throws IOException {
    this.entries = entries;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/ledger", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    Matcher query = QUERY.matcher(exchange.getRequestURI().getQuery());
    boolean known =
        ("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    byte[] body = known && query.matches() ? page(Long.parseLong(query.group(1))) : new byte[0];
    exchange.sendResponseHeaders(known ? 200 : 401, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private byte[] page(long after) {
    return entries.stream()
        .filter(entry -> entry.number() > after)
        .limit(PAGE)
        .map(SampleLedger::line)
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String line(LedgerEntry entry) {
    return """
        {"entry":%d,"at":"2026-11-21T12:00:00Z","kind":"%s","reference":"%s","chargeId":"%s",\
        "refundId":"%s","amount":%d,"currency":"%s","crc":"00000000"}
        """
        .formatted(
            entry.number(),
            entry.kind().name().toLowerCase(Locale.ROOT),
            entry.reference(),
            entry.chargeId(),
            entry.refundId(),
            entry.amount(),
            entry.currency());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

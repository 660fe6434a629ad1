package stampede.simulators.partner;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes callbacks as a shop would, and keeps them. */
public final class Receiver implements AutoCloseable {

  public record Taken(String path, String signature, String text) {
    public JsonObject json() {
      return new JsonObject(text);
    }

    public String status() {
      return json().getString("status");
    }
  }

  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final Queue<Integer> nextStatuses = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  public Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  public CallbackSettings settings(int tries) {
    String url =
        "http://127.0.0.1:" + server.getAddress().getPort() + "/orders/{reference}/updates";
    return new CallbackSettings(url, "a-secret-for-tests", tries, Duration.ofMillis(20));
  }

  /** The next callbacks are answered with these statuses, all others with 200. */
  public void answer(Integer... statuses) {
    nextStatuses.addAll(List.of(statuses));
  }

  public List<Taken> taken() {
    return taken;
  }

  public List<String> statuses() {
    return taken.stream().map(Taken::status).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String signature = exchange.getRequestHeaders().getFirst("Stampede-Signature");
      Integer status = nextStatuses.poll();
      byte[] answer = "{\"an\":\"answer\"}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status == null ? 200 : status, answer.length);
      exchange.getResponseBody().write(answer);
      taken.add(new Taken(exchange.getRequestURI().getPath(), signature, text));
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

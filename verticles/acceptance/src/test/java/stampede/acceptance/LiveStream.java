package stampede.acceptance;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An open stream of an order's events, as a browser keeps one. */
final class LiveStream implements AutoCloseable {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final HttpResponse<Stream<String>> response;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> end;

  private LiveStream(HttpResponse<Stream<String>> response) {
    this.response = response;
    this.end = CompletableFuture.runAsync(() -> response.body().forEach(lines::add));
  }

  /**
   * Opens one.
   *
   * @param lastEventId the last event that is known; none when it is empty
   */
  static LiveStream open(PlacedOrder order, String lastEventId) {
    HttpRequest.Builder request =
        order
            .customer()
            .request("/api/v1/orders/%s/events".formatted(order.id()))
            .timeout(Duration.ofMinutes(5))
            .header("Accept", "text/event-stream");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    return new LiveStream(CLIENT.sendAsync(request.build(), BodyHandlers.ofLines()).join());
  }

  String contentType() {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  /** Every event that has come, as {@code id name}. */
  List<String> events() {
    List<String> ids = fields("id: ");
    List<String> names = fields("event: ");
    return IntStream.range(0, Math.min(ids.size(), names.size()))
        .mapToObj(i -> ids.get(i) + " " + names.get(i))
        .toList();
  }

  private List<String> fields(String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()))
        .toList();
  }

  /** Whether the shop has ended it. */
  boolean hasEnded() {
    return end.isDone() && !end.isCompletedExceptionally();
  }

  /** Breaks it off. */
  @Override
  public void close() {
    response.body().close();
  }
}

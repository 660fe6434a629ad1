package stampede.simulators.partner;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A partner's HTTP interface as its callers use it. */
public final class Api {

  public static final String KEY = "a-key-for-tests";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI base;

  public Api(int port) {
    base = URI.create("http://127.0.0.1:" + port);
  }

  public record Reply(int status, String type, String text) {

    public JsonObject json() {
      return new JsonObject(text);
    }

    public List<JsonObject> lines() {
      return text.lines().map(JsonObject::new).toList();
    }
  }

  public Reply put(String path, String body) {
    return send("PUT", path, body).join();
  }

  public Reply post(String path, String body) {
    return send("POST", path, body).join();
  }

  public Reply get(String path) {
    return send("GET", path, "").join();
  }

  public Reply delete(String path) {
    return send("DELETE", path, "").join();
  }

  public CompletableFuture<Reply> send(String method, String path, String body) {
    return send(request(path).method(method, BodyPublishers.ofString(body)));
  }

  /** A request with the key and the right content type, to be changed. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(Duration.ofSeconds(10))
        .header("Authorization", "Bearer " + KEY)
        .header("Content-Type", "application/json");
  }

  public HttpRequest.Builder bareRequest(String path, String method, BodyPublisher body) {
    return HttpRequest.newBuilder(base.resolve(path)).method(method, body);
  }

  public CompletableFuture<Reply> send(HttpRequest.Builder request) {
    return CLIENT.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Api::reply);
  }

  private static Reply reply(HttpResponse<String> response) {
    return new Reply(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        response.body());
  }

  /** Waits for a future of Vert.x; throws what it failed with. */
  public static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .orTimeout(20, TimeUnit.SECONDS)
          .join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }
  }
}

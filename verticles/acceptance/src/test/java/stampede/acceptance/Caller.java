package stampede.acceptance;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Somebody who calls an API under one token. Thread-safe. */
final class Caller {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String address;
  private final String token;

  /**
   * A caller.
   *
   * @param address without a path
   * @param token none when it is empty
   */
  Caller(String address, String token) {
    this.address = address;
    this.token = token;
  }

  /** A request to be changed, with the token. */
  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer put(String path, Object body, String... headers) {
    return send(with(request(path), headers).PUT(json(body)));
  }

  /** With an idempotency key that nobody has used. */
  Answer post(String path, Object body) {
    return post(path, UUID.randomUUID().toString(), body);
  }

  Answer post(String path, String key, Object body) {
    return send(posting(path, key, body));
  }

  /** A request with an idempotency key, to be changed or sent. */
  HttpRequest.Builder posting(String path, String key, Object body) {
    return with(request(path), "Idempotency-Key", key).POST(json(body));
  }

  static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
    request.header("Content-Type", "application/json");
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static HttpRequest.BodyPublisher json(Object body) {
    return BodyPublishers.ofString(body instanceof String text ? text : Answer.write(body));
  }

  Answer send(HttpRequest.Builder request) {
    return sending(request).join();
  }

  CompletableFuture<Answer> sending(HttpRequest.Builder request) {
    return CLIENT.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Answer::new);
  }

  /** The body of an order of one product. */
  static Map<String, Object> order(String sku, int quantity, String paymentToken) {
    return order(sku, quantity, paymentToken, "Coral Lane 1", "Bristol");
  }

  static Map<String, Object> order(
      String sku, int quantity, String paymentToken, String street, String city) {
    return order(Map.of(sku, quantity), paymentToken, street, city);
  }

  static Map<String, Object> order(
      Map<String, Integer> skuToPieces, String paymentToken, String street, String city) {
    return Map.of(
        "lines",
        skuToPieces.entrySet().stream()
            .map(line -> Map.of("sku", line.getKey(), "quantity", line.getValue()))
            .toList(),
        "paymentToken",
        paymentToken,
        "shipTo",
        Map.of(
            "recipient", "Ada Ferris",
            "street", street,
            "city", city,
            "postalCode", "BS1 4DJ",
            "country", "GB"));
  }
}

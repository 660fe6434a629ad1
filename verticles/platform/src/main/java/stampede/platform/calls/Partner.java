package stampede.platform.calls;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import stampede.contracts.FailureCode;
import stampede.platform.ServiceFailure;
import stampede.platform.json.Json;
import stampede.platform.json.MalformedJson;
import stampede.platform.settings.Settings;

/**
 * A system outside, asked over HTTP with JSON, guarded by a circuit breaker. Thread-safe.
 *
 * <p>What it answers with a status below 500 is a {@link PartnerReply}. Failures: {@link
 * FailureCode#SERVICE_UNAVAILABLE} when the request was certainly not sent (breaker open, no
 * connection), {@link FailureCode#OUTCOME_UNKNOWN} when it was sent and no clear answer came.
 */
public final class Partner {

  private static final int MOST_CONNECTIONS = 64;
  private static final int MOST_WAITING = 2_000;

  private final String name;
  private final URI address;
  private final String apiKey;
  private final Duration timeout;
  private final Breakers breakers;
  private final HttpClient client;

  /** The partner of those settings. */
  public Partner(Vertx vertx, Breakers breakers, PartnerSettings known, Settings settings) {
    this.name = known.partner();
    this.address = settings.get(known.address());
    this.apiKey = settings.get(known.apiKey());
    this.timeout = settings.get(known.timeout());
    this.breakers = breakers;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setSsl("https".equals(address.getScheme()))
                .setDefaultHost(address.getHost())
                .setDefaultPort(port(address)),
            new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS).setMaxWaitQueueSize(MOST_WAITING));
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return "https".equals(address.getScheme()) ? 443 : 80;
  }

  /** Sends a request; the body is written as JSON. */
  public Future<PartnerReply> send(HttpMethod method, String path, Optional<Object> body) {
    return breakers.guard(name, () -> attempt(method, path, body));
  }

  private Future<PartnerReply> attempt(HttpMethod method, String path, Optional<Object> body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setURI(address.getPath() + path)
            .setConnectTimeout(timeout.toMillis())
            .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + apiKey)
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    return client
        .request(options)
        .recover(failure -> Future.failedFuture(notSent(failure)))
        .compose(request -> exchange(request, body));
  }

  private Future<PartnerReply> exchange(HttpClientRequest request, Optional<Object> body) {
    Buffer bytes = body.map(Json::writeBuffer).orElseGet(Buffer::buffer);
    return request
        .idleTimeout(timeout.toMillis())
        .send(bytes)
        .compose(response -> response.body().map(answer -> reply(response.statusCode(), answer)))
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof ServiceFailure ? failure : unknown(failure.toString())));
  }

  private PartnerReply reply(int status, Buffer answer) {
    if (status >= 500) {
      throw unknown("status " + status);
    }
    try {
      return new PartnerReply(
          status, answer.length() == 0 ? MissingNode.getInstance() : Json.readStrictly(answer));
    } catch (MalformedJson e) {
      throw unknown("an answer that is no JSON");
    }
  }

  /** Closes all connections. */
  public Future<Void> close() {
    return client.close();
  }

  private ServiceFailure notSent(Throwable failure) {
    return new ServiceFailure(
        FailureCode.SERVICE_UNAVAILABLE, "the " + name + " cannot be reached", failure);
  }

  private ServiceFailure unknown(String what) {
    return new ServiceFailure(
        FailureCode.OUTCOME_UNKNOWN, "the " + name + " gave no clear answer: " + what);
  }
}

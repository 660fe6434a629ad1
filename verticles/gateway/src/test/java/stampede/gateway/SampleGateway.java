package stampede.gateway;

import com.nimbusds.jose.jwk.JWKSet;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import stampede.platform.api.ApiAnswers;
import stampede.platform.api.ApiCodecs;
import stampede.platform.api.ApiReply;
import stampede.platform.api.ApiRequest;
import stampede.platform.calls.ServiceAnswers.Answer;
import stampede.platform.calls.ServiceExchange;
import stampede.platform.calls.ServiceRegistry;

/** A real gateway on a free port, in front of services that a test makes up. */
final class SampleGateway implements AutoCloseable {

  private static final String NODE = "this-node";

  private final Vertx vertx = Vertx.vertx();
  private final ServiceRegistry registry = new ServiceRegistry(vertx, NODE);
  private final ServiceExchange exchange =
      new ServiceExchange(vertx, NODE, registry, ApiCodecs.all());
  private final AtomicInteger asked = new AtomicInteger();
  private final GatewayVerticle verticle;

  private SampleGateway(Duration timeout, JWKSet keys) {
    verticle =
        new GatewayVerticle(
            "127.0.0.1",
            0,
            timeout,
            new Front(ApiDescription.load(), Set::of),
            new Tokens(keys, "stampede", "stampede", Clock.systemUTC()),
            exchange.calls());
  }

  /** A gateway whose catalogue and payment service answer everything with 200. */
  static SampleGateway start(Duration timeout) {
    return start(timeout, new JWKSet());
  }

  static SampleGateway start(Duration timeout, JWKSet keys) {
    SampleGateway gateway = new SampleGateway(timeout, keys);
    await(gateway.registry.start());
    gateway.serve("catalog", "listProducts");
    gateway.serve("catalog", "getProduct");
    gateway.serve("payment", "receiveProviderUpdate");
    await(gateway.vertx.deployVerticle(gateway.verticle));
    return gateway;
  }

  private void serve(String service, String operation) {
    serve(service, operation, (request, deadline) -> Future.succeededFuture(ApiReply.ok(Set.of())));
  }

  /** Lets a service answer that operation so. */
  void serve(String service, String operation, Answer<ApiRequest, ApiReply> answer) {
    await(
        new ApiAnswers(exchange.answers(), service)
            .serve(
                operation,
                (request, deadline) -> {
                  asked.incrementAndGet();
                  return answer.answer(request, deadline);
                }));
    await(registry.publish(service));
  }

  /** How often a service has been asked. */
  int asked() {
    return asked.get();
  }

  int port() {
    return verticle.actualPort();
  }

  /** Completes when that time has passed. */
  Future<Void> wait(Duration time) {
    return vertx.timer(time.toMillis()).mapEmpty();
  }

  Future<Void> drain() {
    return verticle.drain();
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("it took longer than 20 s", e);
    }
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}

package stampede.platform.calls;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import stampede.contracts.Address;
import stampede.contracts.FailureCode;
import stampede.platform.ServiceFailure;

/** Asks other services. Thread-safe; answers come on the caller's context. */
public final class ServiceCalls {

  static final String DEADLINE = "deadline-millis";

  /** The bus has no back-pressure between nodes, so what is under way to a service is bounded. */
  private static final int MOST_IN_FLIGHT = 20_000;

  private final Vertx vertx;
  private final String nodeId;
  private final ServiceRegistry registry;
  private final Breakers breakers;
  private final Codecs codecs;
  private final Map<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();

  ServiceCalls(
      Vertx vertx, String nodeId, ServiceRegistry registry, Breakers breakers, Codecs codecs) {
    this.vertx = vertx;
    this.nodeId = nodeId;
    this.registry = registry;
    this.breakers = breakers;
    this.codecs = codecs;
  }

  /**
   * Asks the service that answers at the address, wherever it runs.
   *
   * @return the answer; or a {@link ServiceFailure}: {@link FailureCode#SERVICE_UNAVAILABLE} and
   *     {@link FailureCode#TOO_MUCH_TO_DO} when it was certainly not executed, {@link
   *     FailureCode#OUTCOME_UNKNOWN} when the deadline passed first, or what the service failed
   *     with
   */
  public <Q, A> Future<A> call(Address<Q, A> address, Q request, Deadline deadline) {
    codecs.register(address);
    String service = address.service();
    Optional<String> target = registry.pick(service);
    if (target.isEmpty()) {
      return unavailable("no node serves " + service + " at the moment");
    }
    if (deadline.hasPassed()) {
      return Future.failedFuture(
          new ServiceFailure(
              FailureCode.TOO_MUCH_TO_DO, "the deadline passed before " + service + " was asked"));
    }
    AtomicInteger underWay = inFlight.computeIfAbsent(service, ignored -> new AtomicInteger());
    if (underWay.incrementAndGet() > MOST_IN_FLIGHT) {
      underWay.decrementAndGet();
      return Future.failedFuture(
          new ServiceFailure(FailureCode.TOO_MUCH_TO_DO, "too much is under way to " + service));
    }
    return request(target.get(), address, request, deadline)
        .onComplete(done -> underWay.decrementAndGet());
  }

  private <Q, A> Future<A> request(
      String node, Address<Q, A> address, Q request, Deadline deadline) {
    boolean local = node.equals(nodeId);
    long millis = Math.max(1, deadline.remaining().toMillis());
    DeliveryOptions options =
        Codecs.options(address.request())
            .setSendTimeout(millis)
            .setLocalOnly(local)
            .addHeader(DEADLINE, Long.toString(millis));
    if (local) {
      return send(node, address, request, options);
    }
    return breakers.guard(
        address.service() + "@" + node, () -> send(node, address, request, options));
  }

  private <Q, A> Future<A> send(
      String node, Address<Q, A> address, Q request, DeliveryOptions options) {
    return vertx
        .eventBus()
        .<A>request(onNode(address, node), request, options)
        .map(Message::body)
        .recover(failure -> Future.failedFuture(explain(address, failure)));
  }

  /** The address under which one node alone answers. */
  static String onNode(Address<?, ?> address, String node) {
    return address.name() + "@" + node;
  }

  private static ServiceFailure explain(Address<?, ?> address, Throwable failure) {
    if (!(failure instanceof ReplyException reply)) {
      return new ServiceFailure(
          FailureCode.SERVICE_UNAVAILABLE, address.service() + " cannot be reached", failure);
    }
    if (reply.failureType() == ReplyFailure.TIMEOUT) {
      return new ServiceFailure(
          FailureCode.OUTCOME_UNKNOWN, address.service() + " did not answer in time");
    }
    if (reply.failureType() == ReplyFailure.RECIPIENT_FAILURE) {
      return new ServiceFailure(
          FailureCode.of(reply.failureCode()), String.valueOf(reply.getMessage()));
    }
    return new ServiceFailure(
        FailureCode.SERVICE_UNAVAILABLE, address.service() + " is not there at the moment");
  }

  private static <A> Future<A> unavailable(String detail) {
    return Future.failedFuture(new ServiceFailure(FailureCode.SERVICE_UNAVAILABLE, detail));
  }
}

package stampede.platform.calls;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stampede.contracts.Address;
import stampede.contracts.FailureCode;
import stampede.platform.ServiceFailure;

/**
 * Answers questions at addresses, on the context of the verticle instance that serves them, and
 * knows how many are under way so that a node can be drained without losing one. Thread-safe.
 */
public final class ServiceAnswers {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceAnswers.class);

  private final Vertx vertx;
  private final String nodeId;
  private final Codecs codecs;
  private final Queue<MessageConsumer<?>> consumers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger inFlight = new AtomicInteger();

  ServiceAnswers(Vertx vertx, String nodeId, Codecs codecs) {
    this.vertx = vertx;
    this.nodeId = nodeId;
    this.codecs = codecs;
  }

  /** What answers a question. */
  @FunctionalInterface
  public interface Answer<Q, A> {

    /** Answers; a failed future reaches the caller with its code when it is a ServiceFailure. */
    Future<A> answer(Q request, Deadline deadline);
  }

  /** Serves the address from this context; completes when the whole cluster may know. */
  public <Q, A> Future<Void> serve(Address<Q, A> address, Answer<Q, A> answer) {
    codecs.register(address);
    MessageConsumer<Q> consumer =
        vertx
            .eventBus()
            .consumer(
                ServiceCalls.onNode(address, nodeId), message -> handle(address, answer, message));
    consumers.add(consumer);
    return consumer.completion();
  }

  private <Q, A> void handle(Address<Q, A> address, Answer<Q, A> answer, Message<Q> message) {
    inFlight.incrementAndGet();
    Deadline deadline = deadline(message);
    Future.<Void>succeededFuture()
        .compose(ignored -> answer.answer(message.body(), deadline))
        .onComplete(
            result -> {
              inFlight.decrementAndGet();
              if (result.succeeded()) {
                message.reply(result.result(), Codecs.options(address.reply()));
              } else {
                fail(address, message, result.cause());
              }
            });
  }

  private static Deadline deadline(Message<?> message) {
    String millis = message.headers().get(ServiceCalls.DEADLINE);
    return Deadline.after(Duration.ofMillis(millis == null ? 30_000 : Long.parseLong(millis)));
  }

  private static void fail(Address<?, ?> address, Message<?> message, Throwable failure) {
    if (failure instanceof ServiceFailure service) {
      LOG.debug("{}: {}", address.name(), failure.getMessage(), failure.getCause());
      message.fail(service.code().number(), service.getMessage());
    } else {
      LOG.error("{} failed by a bug of ours", address.name(), failure);
      message.fail(FailureCode.INTERNAL_ERROR.number(), "an internal error");
    }
  }

  /**
   * Takes no further questions and completes when those under way are answered and their answers
   * are on their way, at the latest after {@code patience}. Callers must have had the time to see
   * that the node left the registry.
   *
   * @param settle how long what has been sent may take to arrive
   */
  public Future<Void> drain(Duration settle, Duration patience) {
    List<Future<Void>> deaf = new ArrayList<>();
    consumers.forEach(consumer -> deaf.add(consumer.unregister()));
    return Future.join(deaf)
        .otherwiseEmpty()
        .compose(gone -> vertx.timer(settle.toMillis()))
        .compose(settled -> untilIdle(Deadline.after(patience)))
        .compose(idle -> vertx.timer(settle.toMillis()))
        .mapEmpty();
  }

  private Future<Void> untilIdle(Deadline deadline) {
    Promise<Void> idle = Promise.promise();
    long look =
        vertx.setPeriodic(
            10,
            ignored -> {
              if (inFlight.get() == 0) {
                idle.tryComplete();
              } else if (deadline.hasPassed()) {
                LOG.warn("{} questions were not answered in time for the end", inFlight.get());
                idle.tryComplete();
              }
            });
    return idle.future().onComplete(done -> vertx.cancelTimer(look));
  }
}

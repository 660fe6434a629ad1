package stampede.platform.calls;

import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stampede.contracts.FailureCategory;
import stampede.contracts.FailureCode;
import stampede.platform.ServiceFailure;

/**
 * One circuit breaker for each target outside the process. While one is open, calls to its target
 * fail at once as {@link FailureCode#SERVICE_UNAVAILABLE}: certainly not executed. Thread-safe.
 */
public final class Breakers {

  private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);
  private static final int FAILURES_TO_OPEN = 5;
  private static final Duration OPEN_FOR = Duration.ofSeconds(1);
  private static final Duration FAILURES_COUNT_FOR = Duration.ofSeconds(10);

  private static final long NO_TIMER_OF_ITS_OWN = -1;

  private final Vertx vertx;
  private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

  /** No breakers yet. */
  public Breakers(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Makes the call unless the target's breaker is open. Failures of kind unavailable and unknown
   * speak against the target; others pass without being counted.
   */
  public <T> Future<T> guard(String target, Supplier<Future<T>> call) {
    return breaker(target)
        .execute(call)
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof OpenCircuitException
                        ? new ServiceFailure(
                            FailureCode.SERVICE_UNAVAILABLE,
                            target + " has failed too often and is left alone for a moment")
                        : failure));
  }

  private static boolean speaksAgainstTheTarget(Throwable failure) {
    return failure instanceof ServiceFailure service
        && (service.category() == FailureCategory.UNAVAILABLE
            || service.category() == FailureCategory.UNKNOWN);
  }

  private CircuitBreaker breaker(String target) {
    return breakers.computeIfAbsent(
        target,
        name ->
            CircuitBreaker.create(
                    name,
                    vertx,
                    new CircuitBreakerOptions()
                        .setMaxFailures(FAILURES_TO_OPEN)
                        .setFailuresRollingWindow(FAILURES_COUNT_FOR.toMillis())
                        .setResetTimeout(OPEN_FOR.toMillis())
                        .setTimeout(NO_TIMER_OF_ITS_OWN))
                .failurePolicy(result -> result.failed() && speaksAgainstTheTarget(result.cause()))
                .openHandler(open -> LOG.warn("the breaker of {} opens", name))
                .closeHandler(closed -> LOG.info("the breaker of {} closes", name)));
  }

  /** Closes all of them. */
  public void close() {
    breakers.values().forEach(CircuitBreaker::close);
  }
}

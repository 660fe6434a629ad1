package stampede.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import stampede.contracts.Caller;
import stampede.contracts.FailureCode;
import stampede.contracts.Role;
import stampede.gateway.limits.Decision;
import stampede.gateway.limits.Lessor;
import stampede.gateway.limits.Limiter;
import stampede.gateway.limits.Plan;

/**
 * Holds requests to the limits of their routes, and tells clients where they stand. Thread-safe.
 */
final class Limits {

  /** 128 MiB of numbers, which is some 500,000 keys. */
  private static final long MOST_NUMBERS = 16L << 20;

  /** What counts of a header: enough for any key, and no way to fill the memory. */
  private static final int LONGEST_HEADER = 128;

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Limiter limiter;
  private final MeterRegistry metrics;

  /**
   * Limits that nobody has used anything of.
   *
   * @param clock nanoseconds since the epoch that never go back
   * @param lessor where permits come from that several nodes share
   */
  Limits(LongSupplier clock, Lessor lessor, MeterRegistry metrics) {
    this.limiter = new Limiter(clock, MOST_NUMBERS, lessor);
    this.metrics = metrics;
  }

  /** A limit that applies, and what it says. */
  private record Said(Plan plan, Decision decision) {

    Said tighter(Said other) {
      return decision.tighter(other.decision).equals(decision) ? this : other;
    }
  }

  /**
   * Takes a permit of each limit of the route, in their order, as long as they admit it. The answer
   * says how the tightest of them stands.
   *
   * @throws Refusal when one does not admit it
   */
  void take(Routed routed, Caller caller, HttpServerRequest request) {
    Optional<Said> tightest = Optional.empty();
    for (Route.Limit limit : routed.route().filters().limits()) {
      Optional<Plan> plan = routed.routes().plan(limit, caller.role());
      if (plan.isPresent()) {
        String key = key(limit, caller, request);
        Said said = new Said(plan.get(), limiter.take(plan.get(), limit.algorithm(), key));
        tightest = Optional.of(tightest.map(said::tighter).orElse(said));
        if (!said.decision().admitted()) {
          break;
        }
      }
    }
    tightest.ifPresent(said -> tell(said, routed.route(), request.response()));
  }

  private void tell(Said said, Route route, HttpServerResponse response) {
    Decision decision = said.decision();
    response
        .putHeader("RateLimit-Limit", Long.toString(decision.limit()))
        .putHeader("RateLimit-Remaining", Long.toString(decision.remaining()))
        .putHeader("RateLimit-Reset", Long.toString(Math.ceilDiv(decision.resetNanos(), SECOND)));
    if (!decision.admitted()) {
      metrics
          .counter("stampede.gateway.limited", "route", route.name(), "plan", said.plan().name())
          .increment();
      long wait = Math.ceilDiv(decision.retryNanos(), SECOND);
      response.putHeader("Retry-After", Long.toString(wait + jitter(wait)));
      throw Refusal.of(
          FailureCode.LIMIT_REACHED,
          "the limit of plan %s is reached: expected a pause of %d s at least"
              .formatted(said.plan().name(), wait));
    }
  }

  /** So that those who were refused together do not come again together. */
  private static long jitter(long wait) {
    return ThreadLocalRandom.current().nextLong(2 + wait / 10);
  }

  private static String key(Route.Limit limit, Caller caller, HttpServerRequest request) {
    return limit.key().stream()
        .map(part -> value(part, caller, request))
        .collect(Collectors.joining("\n"));
  }

  private static String value(Route.KeyPart part, Caller caller, HttpServerRequest request) {
    return switch (part) {
      case Route.KeyPart.Client client ->
          caller.role() == Role.ANONYMOUS
              ? "address " + network(request.remoteAddress())
              : "subject " + caller.subject();
      case Route.KeyPart.Customer customer -> caller.subject();
      case Route.KeyPart.Address address -> network(request.remoteAddress());
      case Route.KeyPart.Header header -> {
        String value = String.valueOf(request.getHeader(header.name()));
        yield value.substring(0, Math.min(value.length(), LONGEST_HEADER));
      }
    };
  }

  /** Whoever has one address of an IPv6 network has all of them, so its first half counts. */
  private static String network(SocketAddress address) {
    String text = String.valueOf(address.hostAddress());
    return text.indexOf(':') < 0
        ? text
        : Arrays.stream(text.split(":", -1)).limit(4).collect(Collectors.joining(":"));
  }
}

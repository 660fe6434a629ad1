package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stampede.gateway.limits.Algorithm;
import stampede.gateway.limits.Grant;
import stampede.gateway.limits.Lease;
import stampede.gateway.limits.Plan;
import stampede.gateway.limits.Rate;

/** What nodes get of a limit that they share. */
class SharedPermitsTest {

  private static final long NOW = Duration.ofDays(20_000).toNanos();
  private static final Plan PLAN =
      new Plan("shared", new Rate(100, Duration.ofHours(1)), 100, Optional.of(Plan.aDay(150)));

  private final Vertx vertx = Vertx.vertx();
  private final SharedPermits one = new SharedPermits(vertx, () -> NOW, () -> 2);
  private final SharedPermits other = new SharedPermits(vertx, () -> NOW, () -> 2);

  @AfterEach
  void close() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private static CompletableFuture<Grant> lease(
      SharedPermits node, Optional<Algorithm> algorithm, long wanted) {
    return node.lease(new Lease(PLAN, algorithm, "kim", wanted)).toCompletableFuture();
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void twoNodesTogetherGetNoMoreThanThereIs(Algorithm algorithm) throws Exception {
    CompletableFuture<Grant> first = lease(one, Optional.of(algorithm), 60);
    CompletableFuture<Grant> second = lease(other, Optional.of(algorithm), 60);

    long together =
        first.get(20, TimeUnit.SECONDS).permits() + second.get(20, TimeUnit.SECONDS).permits();

    assertThat(together).isEqualTo(100);
  }

  @Test
  void aDayIsSharedApartFromTheRate() throws Exception {
    lease(one, Optional.of(Algorithm.FIXED_WINDOW), 100).get(20, TimeUnit.SECONDS);

    Grant day = lease(other, Optional.empty(), 10).get(20, TimeUnit.SECONDS);

    assertThat(day.permits()).isEqualTo(10);
    assertThat(day.remaining()).isEqualTo(140);
  }

  @Test
  void whoComesTooLateIsToldWhenThereIsAnother() throws Exception {
    lease(one, Optional.of(Algorithm.FIXED_WINDOW), 100).get(20, TimeUnit.SECONDS);

    Grant none = lease(other, Optional.of(Algorithm.FIXED_WINDOW), 1).get(20, TimeUnit.SECONDS);

    assertThat(none.permits()).isZero();
    assertThat(Duration.ofNanos(none.retryNanos())).isEqualTo(Duration.ofHours(1));
  }
}

package stampede.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LimiterTest {

  private static final Rate TWO_A_SECOND = new Rate(2, Duration.ofSeconds(1));
  private static final Plan PLAN = new Plan("standard", TWO_A_SECOND, 2, Optional.empty());
  private static final Plan DAILY = new Plan("daily", TWO_A_SECOND, 2, Optional.of(Plan.aDay(3)));

  private long now = Duration.ofDays(20_000).toNanos();
  private final Limiter limiter = new Limiter(() -> now, 100_000, Lessor.ALONE);

  private boolean admits(Plan plan, Algorithm algorithm, String key) {
    return limiter.take(plan, algorithm, key).admitted();
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void keysAreCountedApart(Algorithm algorithm) {
    admits(PLAN, algorithm, "kim");
    admits(PLAN, algorithm, "kim");

    assertThat(admits(PLAN, algorithm, "kim")).isFalse();
    assertThat(admits(PLAN, algorithm, "lee")).isTrue();
  }

  @Test
  void aChangedPlanBeginsAnew() {
    admits(PLAN, Algorithm.FIXED_WINDOW, "kim");
    admits(PLAN, Algorithm.FIXED_WINDOW, "kim");
    Plan wider = new Plan("standard", new Rate(3, Duration.ofSeconds(1)), 2, Optional.empty());

    assertThat(limiter.take(wider, Algorithm.FIXED_WINDOW, "kim").remaining()).isEqualTo(2);
  }

  @Test
  void theDayIsCountedWhateverTheAlgorithm() {
    admits(DAILY, Algorithm.FIXED_WINDOW, "kim");
    admits(DAILY, Algorithm.SLIDING_LOG, "kim");
    now += Duration.ofSeconds(5).toNanos();
    admits(DAILY, Algorithm.LEAKY_BUCKET, "kim");

    Decision fourth = limiter.take(DAILY, Algorithm.LEAKY_BUCKET, "kim");

    assertThat(fourth.admitted()).isFalse();
    assertThat(Duration.ofNanos(fourth.retryNanos())).isEqualTo(Duration.ofDays(1).minusSeconds(5));
  }

  @Test
  void whatTheRateRefusesDoesNotUseTheDay() {
    for (int i = 0; i < 10; i++) {
      admits(DAILY, Algorithm.FIXED_WINDOW, "kim");
    }
    now += Duration.ofSeconds(1).toNanos();

    assertThat(admits(DAILY, Algorithm.FIXED_WINDOW, "kim")).isTrue();
  }

  @Test
  void forgetsWhoIsAsGoodAsNew() {
    admits(PLAN, Algorithm.LEAKY_BUCKET, "kim");
    now += Duration.ofSeconds(2).toNanos();

    assertThat(limiter.keys()).isZero();
  }

  @Test
  void remembersNoMoreThanItMay() {
    for (int i = 0; i < 10_000; i++) {
      admits(PLAN, Algorithm.LEAKY_BUCKET, "client " + i);
    }

    assertThat(limiter.keys()).isBetween(1L, 100_000L / 32);
  }

  @Test
  void aLogThatWouldBeTooLongIsRefused() {
    Plan plan = new Plan("wide", new Rate(1_001, Duration.ofDays(1)), 1, Optional.empty());

    assertThatThrownBy(() -> Algorithm.SLIDING_LOG.check(plan))
        .hasMessage("expected at most 1000 permits, as each is remembered by its time");
  }

  @Test
  void aBurstThatWouldTakeYearsToLeakIsRefused() {
    Plan plan = new Plan("slow", new Rate(1, Duration.ofDays(1)), 1_000, Optional.empty());

    assertThatThrownBy(() -> Algorithm.LEAKY_BUCKET.check(plan))
        .hasMessage("expected a burst from 1 to 366 at this rate");
  }
}

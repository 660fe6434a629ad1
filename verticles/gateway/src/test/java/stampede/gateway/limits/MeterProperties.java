package stampede.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import stampede.gateway.limits.Meter.Step;

/** Each algorithm beside its rule, told in the slowest way: by looking at everything again. */
class MeterProperties {

  private static final long START = Duration.ofDays(20_000).toNanos();
  private static final long WINDOW = Duration.ofMillis(100).toNanos();

  /** Times between two requests, in microseconds, around the length of a window. */
  @Provide
  Arbitrary<List<Long>> gaps() {
    return Arbitraries.oneOf(
            Arbitraries.just(0L),
            Arbitraries.longs().between(0, 20_000),
            Arbitraries.longs().between(0, 250_000))
        .list()
        .ofMaxSize(80);
  }

  /** The same by a clock that is set back now and then. */
  @Provide
  Arbitrary<List<Long>> gapsAndSteps() {
    return Arbitraries.longs().between(-60_000, 120_000).list().ofMaxSize(80);
  }

  private static Plan plan(long permits, long burst) {
    return new Plan("any", new Rate(permits, Duration.ofNanos(WINDOW)), burst, Optional.empty());
  }

  /** A request, its time, and what was said to it. */
  private record Asked(long at, boolean admitted) {}

  /** Lets requests come; the times that are told are the latest that the meter can have seen. */
  private static List<Asked> ask(Algorithm algorithm, Plan plan, List<Long> gaps) {
    Meter meter = algorithm.meter(plan);
    List<Asked> asked = new ArrayList<>();
    long now = START;
    long latest = Long.MIN_VALUE;
    for (long gap : gaps) {
      now += gap * 1_000;
      latest = Math.max(latest, now);
      Step step = meter.take(now, 1);
      meter = step.next();
      asked.add(new Asked(latest, step.decision().admitted()));
    }
    return asked;
  }

  private static List<Asked> admittedBefore(List<Asked> asked, int index) {
    return asked.subList(0, index).stream().filter(Asked::admitted).toList();
  }

  private static boolean fixedWindowAdmits(List<Asked> before, long at, int permits) {
    return inWindow(before, at / WINDOW) < permits;
  }

  private static long inWindow(List<Asked> before, long index) {
    return before.stream().filter(one -> one.at() / WINDOW == index).count();
  }

  private static boolean slidingLogAdmits(List<Asked> before, long at, int permits) {
    return before.stream().filter(one -> one.at() > at - WINDOW).count() < permits;
  }

  private static boolean slidingWindowAdmits(List<Asked> before, long at, int permits) {
    long index = at / WINDOW;
    BigInteger covered =
        BigInteger.valueOf(inWindow(before, index - 1))
            .multiply(BigInteger.valueOf((index + 1) * WINDOW - at));
    long room = permits - inWindow(before, index) - 1;
    return covered.compareTo(BigInteger.valueOf(room).multiply(BigInteger.valueOf(WINDOW))) <= 0;
  }

  /** Whether the rule admits one more after those. */
  private interface Rule {
    boolean admits(List<Asked> before, long at, int permits);
  }

  private static Rule rule(Algorithm algorithm) {
    return switch (algorithm) {
      case FIXED_WINDOW -> MeterProperties::fixedWindowAdmits;
      case SLIDING_LOG -> MeterProperties::slidingLogAdmits;
      case SLIDING_WINDOW -> MeterProperties::slidingWindowAdmits;
      case LEAKY_BUCKET -> MeterProperties::leakyBucketAdmits;
    };
  }

  /** With a burst of as many as a window has: no interval may hold more than burst and leak. */
  private static boolean leakyBucketAdmits(List<Asked> before, long at, int permits) {
    for (int i = 0; i < before.size(); i++) {
      long held = before.size() - i + 1L;
      long leaked = (at - before.get(i).at()) / Math.ceilDiv(WINDOW, permits);
      if (held > permits + leaked) {
        return false;
      }
    }
    return true;
  }

  @Property
  void admitsExactlyWhatItsRuleAdmits(
      @ForAll Algorithm algorithm,
      @ForAll @IntRange(min = 1, max = 12) int permits,
      @ForAll("gaps") List<Long> gaps) {
    List<Asked> asked = ask(algorithm, plan(permits, permits), gaps);

    for (int i = 0; i < asked.size(); i++) {
      assertThat(asked.get(i).admitted())
          .as("request %d of %s", i, asked)
          .isEqualTo(rule(algorithm).admits(admittedBefore(asked, i), asked.get(i).at(), permits));
    }
  }

  @Property
  void aClockThatIsSetBackAdmitsNoMore(
      @ForAll Algorithm algorithm,
      @ForAll @IntRange(min = 1, max = 12) int permits,
      @ForAll("gapsAndSteps") List<Long> gaps) {
    List<Asked> asked = ask(algorithm, plan(permits, permits), gaps);

    for (int i = 0; i < asked.size(); i++) {
      if (asked.get(i).admitted()) {
        assertThat(rule(algorithm).admits(admittedBefore(asked, i), asked.get(i).at(), permits))
            .as("request %d of %s", i, asked)
            .isTrue();
      }
    }
  }

  @Property
  void aLeakyBucketGivesItsBurstAtOnceAndThenItsRate(
      @ForAll @LongRange(min = 1, max = 1_000) long permits,
      @ForAll @LongRange(min = 1, max = 1_000) long burst,
      @ForAll @IntRange(min = 0, max = 20) int windows) {
    Meter meter = Algorithm.LEAKY_BUCKET.meter(plan(permits, burst));
    long admitted = 0;
    long interval = Math.ceilDiv(WINDOW, permits);
    for (long at = START; at <= START + windows * WINDOW; at += interval) {
      Step step = meter.take(at, 1);
      while (step.decision().admitted()) {
        admitted++;
        meter = step.next();
        step = meter.take(at, 1);
      }
    }

    assertThat(admitted).isEqualTo(burst + windows * WINDOW / interval);
  }

  @Property
  void whoComesAgainWhenToldIsAdmitted(
      @ForAll Algorithm algorithm,
      @ForAll @IntRange(min = 1, max = 12) int permits,
      @ForAll("gaps") List<Long> gaps) {
    Meter meter = algorithm.meter(plan(permits, permits));
    long now = START;
    for (long gap : gaps) {
      now += gap * 1_000 + 7;
      Step step = meter.take(now, 1);
      meter = step.next();
      if (!step.decision().admitted()) {
        assertThat(meter.take(now + step.decision().retryNanos(), 1).decision().admitted())
            .isTrue();
      }
    }
  }

  @Property
  void whatRemainsCanBeTakenAndNotOneMore(
      @ForAll Algorithm algorithm,
      @ForAll @IntRange(min = 1, max = 12) int permits,
      @ForAll("gaps") List<Long> gaps) {
    Meter meter = algorithm.meter(plan(permits, permits));
    long now = START;
    for (long gap : gaps) {
      now += gap * 1_000;
      Step step = meter.take(now, 1);
      meter = step.next();
      long remaining = step.decision().remaining();
      assertThat(remaining < 1 || meter.take(now, remaining).decision().admitted()).isTrue();
      assertThat(remaining < meter.limit() && meter.take(now, remaining + 1).decision().admitted())
          .isFalse();
    }
  }

  @Property
  void allIsThereAgainAfterTheReset(
      @ForAll Algorithm algorithm,
      @ForAll @IntRange(min = 1, max = 12) int permits,
      @ForAll("gaps") List<Long> gaps) {
    Meter meter = algorithm.meter(plan(permits, permits));
    long now = START;
    for (long gap : gaps) {
      now += gap * 1_000;
      Step step = meter.take(now, 1);
      meter = step.next();
      long reset = step.decision().resetNanos();
      assertThat(meter.take(now + reset, permits).decision().admitted()).isTrue();
      assertThat(reset).isBetween(0L, meter.memoryNanos());
    }
  }
}

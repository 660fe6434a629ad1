package stampede.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * Three nodes that share limits, in virtual time: requests come at random to any of them, leases
 * take some milliseconds, and what the nodes admit together is held beside what one alone admits.
 */
class ShareSimulation {

  private static final int NODES = 3;
  private static final long MILLI = Duration.ofMillis(1).toNanos();
  private static final long START = Duration.ofDays(20_000).toNanos();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Map<String, String> shared = new HashMap<>();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>((one, other) -> Long.compare(one.at(), other.at()));
  private long now = START;
  private boolean outOfReach;

  @BeforeTry
  void begin() {
    shared.clear();
    events.clear();
    now = START;
    outOfReach = false;
  }

  private record Event(long at, Runnable what) {}

  /** What all nodes share, some milliseconds away. */
  private final class Away implements Lessor {

    private final Random random;

    Away(Random random) {
      this.random = random;
    }

    @Override
    public int nodes() {
      return NODES;
    }

    @Override
    public CompletionStage<Grant> lease(Lease lease) {
      CompletableFuture<Grant> answer = new CompletableFuture<>();
      events.add(
          new Event(now + random.nextLong(MILLI / 4, 3 * MILLI), () -> arrive(lease, answer)));
      return answer;
    }

    private void arrive(Lease lease, CompletableFuture<Grant> answer) {
      if (outOfReach) {
        answer.completeExceptionally(new IllegalStateException("nobody answers"));
        return;
      }
      Lease.Leased leased = lease.from(Optional.ofNullable(shared.get(lease.name())), now);
      shared.put(lease.name(), leased.text());
      events.add(
          new Event(
              now + random.nextLong(MILLI / 4, 3 * MILLI), () -> answer.complete(leased.grant())));
    }
  }

  /** Lets requests come evenly at random, and gives back the times of those admitted. */
  private List<Long> run(Plan plan, Algorithm algorithm, long perSecond, int seconds, long seed) {
    Random random = new Random(seed);
    List<Limiter> nodes = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      nodes.add(new Limiter(() -> now, 100_000, new Away(random)));
    }
    List<Long> admitted = new ArrayList<>();
    for (long i = 0; i < perSecond * seconds; i++) {
      Limiter node = nodes.get(random.nextInt(NODES));
      events.add(
          new Event(
              START + random.nextLong(seconds * SECOND),
              () -> {
                if (node.take(plan, algorithm, "kim").admitted()) {
                  admitted.add(now);
                }
              }));
    }
    while (!events.isEmpty()) {
      Event event = events.remove();
      now = event.at();
      event.what().run();
    }
    return admitted;
  }

  /** The times of all requests that one node would have admitted, had they come to it. */
  private static long byOneNode(Plan plan, Algorithm algorithm, long perSecond, int seconds) {
    Meter meter = algorithm.meter(plan);
    long admitted = 0;
    for (long i = 0; i < perSecond * seconds; i++) {
      Meter.Step step = meter.take(START + i * SECOND / perSecond, 1);
      meter = step.next();
      admitted += step.decision().admitted() ? 1 : 0;
    }
    return admitted;
  }

  private static Plan plan(long permits, WithoutShares withoutShares) {
    return new Plan(
        "shared",
        new Rate(permits, Duration.ofSeconds(1)),
        permits,
        Optional.empty(),
        withoutShares);
  }

  private static long mostInASecond(List<Long> admitted) {
    long most = 0;
    int from = 0;
    for (int to = 0; to < admitted.size(); to++) {
      while (admitted.get(from) <= admitted.get(to) - SECOND) {
        from++;
      }
      most = Math.max(most, to - from + 1L);
    }
    return most;
  }

  @Property(tries = 20)
  void threeNodesAdmitNoMoreThanTwoInAHundredBeyondOne(
      @ForAll Algorithm algorithm,
      @ForAll @LongRange(min = 300, max = 1_000) long permits,
      @ForAll long seed) {
    Plan plan = plan(permits, WithoutShares.CLOSED);

    List<Long> admitted = run(plan, algorithm, 3 * permits, 10, seed);

    long alone = byOneNode(plan, algorithm, 3 * permits, 10);
    assertThat((double) admitted.size()).isBetween(0.9 * alone, 1.02 * alone);
  }

  @Property(tries = 20)
  void noSecondHasMoreThanTwoInAHundredBeyondTheExactLog(
      @ForAll @LongRange(min = 300, max = 1_000) long permits, @ForAll long seed) {
    Plan plan = plan(permits, WithoutShares.CLOSED);

    List<Long> admitted = run(plan, Algorithm.SLIDING_LOG, 3 * permits, 5, seed);

    assertThat((double) mostInASecond(admitted)).isLessThanOrEqualTo(1.02 * permits);
  }

  @Property(tries = 20)
  void whoStaysBelowTheLimitIsHardlyEverRefused(
      @ForAll Algorithm algorithm,
      @ForAll @LongRange(min = 300, max = 1_000) long permits,
      @ForAll long seed) {
    Plan plan = plan(permits, WithoutShares.CLOSED);

    List<Long> admitted = run(plan, algorithm, permits / 2, 10, seed);

    assertThat((double) admitted.size()).isGreaterThan(0.98 * (permits / 2 * 10));
  }

  private long admittedOutOfReach(WithoutShares choice) {
    outOfReach = true;
    return run(plan(300, choice), Algorithm.FIXED_WINDOW, 3_000, 4, 7).size();
  }

  @Property(tries = 1)
  void closedAdmitsOnlyItsCreditWhenNobodyCanBeReached() {
    assertThat(admittedOutOfReach(WithoutShares.CLOSED)).isBetween(1L, 3L * NODES);
  }

  @Property(tries = 1)
  void lastShareAdmitsThePlanWhenNobodyCanBeReached() {
    assertThat(admittedOutOfReach(WithoutShares.LAST_SHARE)).isBetween(1_100L, 1_224L);
  }

  @Property(tries = 1)
  void openAdmitsThePlanOnEachNodeWhenNobodyCanBeReached() {
    assertThat(admittedOutOfReach(WithoutShares.OPEN)).isBetween(3_300L, 3_672L);
  }
}

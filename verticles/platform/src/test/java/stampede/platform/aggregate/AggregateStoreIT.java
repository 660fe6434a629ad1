package stampede.platform.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stampede.platform.SampleDatabase.await;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stampede.platform.SampleDatabase;
import stampede.platform.events.Outbox;
import stampede.platform.events.SampleEvent;
import stampede.platform.events.SampleEvent.Counted;

class AggregateStoreIT {

  private record Counter(UUID id, long version, int count, Optional<Instant> dueAt) {

    Decision<Counter, SampleEvent> count(int by) {
      return Decision.of(
          new Counter(id, version + 1, count + by, dueAt), List.of(new Counted(id.toString(), by)));
    }

    Counter dueAt(Instant at) {
      return new Counter(id, version, count, Optional.of(at));
    }
  }

  private static final Mapping<Counter> MAPPING =
      new Mapping<>(
          "counter",
          Counter.class,
          Counter::id,
          Counter::version,
          counter -> "Counting",
          Counter::dueAt);

  private final UUID id = UUID.randomUUID();
  private SampleDatabase sample;
  private Aggregates<Counter, SampleEvent> counters;

  @BeforeEach
  void open() {
    sample = new SampleDatabase();
    counters =
        new Aggregates<>(
            sample.database(),
            new Outbox<>(sample.vertx(), SampleEvent.TOPIC, Clock.systemUTC()),
            MAPPING);
  }

  @AfterEach
  void close() {
    sample.close();
  }

  private Instruction<Counter, SampleEvent> countOrCreate(UUID which, int by) {
    return new Instruction<>(
        which,
        before -> before.orElse(new Counter(which, 0, 0, Optional.empty())).count(by),
        "trace");
  }

  private List<String> outbox() {
    return sample.query(
        "SELECT aggregate_id, sequence, body FROM outbox ORDER BY id",
        row -> row.getString("aggregate_id").equals(id.toString()) + " " + row.getLong("sequence"));
  }

  @Test
  void instructionsForOneAggregateBuildOnEachOther() {
    await(
        counters.carryOut(
            List.of(countOrCreate(id, 1), countOrCreate(id, 2), countOrCreate(id, 3))));

    assertThat(await(counters.find(id))).hasValue(new Counter(id, 3, 6, Optional.empty()));
    assertThat(outbox()).containsExactly("true 1", "true 2", "true 3");
  }

  @Test
  void aFailingDecisionLeavesEverythingAsItWas() {
    Instruction<Counter, SampleEvent> failing =
        new Instruction<>(
            UUID.randomUUID(),
            before -> {
              throw new IllegalStateException("cannot be decided");
            },
            "");

    Future<List<Void>> failed = counters.carryOut(List.of(countOrCreate(id, 1), failing));

    assertThatThrownBy(() -> await(failed)).hasMessage("cannot be decided");
    assertThat(await(counters.find(id))).isEmpty();
    assertThat(outbox()).isEmpty();
  }

  @Test
  void whatDoesNotExistIsPassedOverByAChange() {
    await(counters.carryOut(List.of(Instruction.change(id, counter -> counter.count(1)))));

    assertThat(await(counters.find(id))).isEmpty();
  }

  @Test
  void concurrentDecisionsFollowEachOther() {
    await(counters.carryOut(List.of(countOrCreate(id, 0))));
    List<Future<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add(
          counters.decide(
              id,
              found -> {
                Counter counter = found.orElseThrow();
                return new Verdict<>(counter.count(1), counter.count() + 1);
              }));
    }

    await(Future.all(all));

    assertThat(all).extracting(Future::result).doesNotHaveDuplicates();
    assertThat(await(counters.find(id)).orElseThrow().count()).isEqualTo(40);
  }

  @Test
  void anAnswerWithoutAChangeChangesNothing() {
    String answer = await(counters.decide(id, found -> Verdict.only("there is none")));

    assertThat(answer).isEqualTo("there is none");
    assertThat(outbox()).isEmpty();
  }

  @Test
  void whatIsDueIsTakenOnceAtATime() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < 10; i++) {
      UUID each = UUID.randomUUID();
      await(
          counters.carryOut(
              List.of(
                  new Instruction<>(
                      each,
                      before ->
                          Decision.silently(
                              new Counter(each, 0, 0, Optional.of(now.minusSeconds(1)))),
                      ""))));
    }

    Future<List<Due<Counter>>> one =
        counters.claim(now, 6, counter -> counter.dueAt(now.plusSeconds(60)));
    Future<List<Due<Counter>>> other =
        counters.claim(now, 6, counter -> counter.dueAt(now.plusSeconds(60)));
    await(Future.all(one, other));

    List<UUID> taken = new ArrayList<>();
    one.result().forEach(due -> taken.add(due.aggregate().id()));
    other.result().forEach(due -> taken.add(due.aggregate().id()));
    assertThat(taken).doesNotHaveDuplicates().hasSizeBetween(6, 10);
    assertThat(await(counters.claim(now.plusSeconds(61), 20, c -> c.dueAt(now.plusSeconds(99)))))
        .hasSize(10);
  }

  @Test
  void whatIsTakenHasTheTraceOfWhatLastChangedIt() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    await(counters.carryOut(List.of(countOrCreate(id, 1))));
    await(
        counters.carryOut(
            List.of(
                Instruction.change(
                    id, counter -> Decision.silently(counter.dueAt(now)), "later trace"))));
    Instant later = now.plusSeconds(1);
    await(counters.claim(now, 1, counter -> counter.dueAt(later)));

    List<Due<Counter>> again =
        await(counters.claim(later, 1, counter -> counter.dueAt(later.plusSeconds(1))));

    assertThat(again).extracting(Due::trace).containsExactly("later trace");
  }
}

package stampede.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SequencingProperties {

  private static ReceivedEvent event(String aggregateId, long sequence) {
    return new ReceivedEvent(
        "topic",
        new UUID(aggregateId.hashCode(), sequence),
        "type",
        aggregateId,
        sequence,
        Instant.EPOCH,
        "",
        "{}",
        Optional.empty());
  }

  /** Whatever is copied, held back and shuffled: every event has its effect once, in its order. */
  @Property(tries = 2_000)
  void everyEventIsAppliedOnceAndInOrder(
      @ForAll @IntRange(min = 1, max = 4) int aggregates,
      @ForAll @IntRange(min = 1, max = 12) int events,
      @ForAll @IntRange(min = 1, max = 3) int copies,
      @ForAll @IntRange(min = 1, max = 7) int batchSize,
      @ForAll long seed) {
    List<ReceivedEvent> wire = new ArrayList<>();
    for (int a = 0; a < aggregates; a++) {
      for (int s = 1; s <= events; s++) {
        wire.addAll(Collections.nCopies(copies, event("aggregate-" + a, s)));
      }
    }
    Collections.shuffle(wire, new Random(seed));
    Map<String, Long> last = new HashMap<>();
    List<ReceivedEvent> parked = new ArrayList<>();
    Map<String, List<Long>> applied = new HashMap<>();

    for (int from = 0; from < wire.size(); from += batchSize) {
      List<ReceivedEvent> batch = wire.subList(from, Math.min(wire.size(), from + batchSize));
      Sequencing decision = Sequencing.of(last, parked, batch);
      decision
          .apply()
          .forEach(
              event ->
                  applied
                      .computeIfAbsent(event.aggregateId(), ignored -> new ArrayList<>())
                      .add(event.sequence()));
      last.putAll(decision.reached());
      parked.removeAll(decision.unpark());
      parked.addAll(decision.park());
    }

    assertThat(applied).hasSize(aggregates);
    assertThat(applied.values())
        .allSatisfy(
            sequences -> assertThat(sequences).hasSize(events).isSorted().doesNotHaveDuplicates());
    assertThat(parked).isEmpty();
  }

  @Property
  void aReplayOfEverythingDoesNothing(@ForAll @IntRange(min = 1, max = 20) int events) {
    List<ReceivedEvent> all = new ArrayList<>();
    for (int s = 1; s <= events; s++) {
      all.add(event("a", s));
    }

    Sequencing again = Sequencing.of(Map.of("a", (long) events), List.of(), all);

    assertThat(again.apply()).isEmpty();
    assertThat(again.park()).isEmpty();
    assertThat(again.copies()).isEqualTo(events);
  }
}

package stampede.platform.events;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides what may take effect now: for each aggregate the events that follow its last one without
 * a gap. Copies are dropped, what comes too early is parked, what was parked comes out when its
 * turn has come. Pure.
 *
 * @param apply in order per aggregate
 * @param park newly come, too early
 * @param unpark parked before, no longer needed there
 * @param reached the sequence that each aggregate has reached, for those that moved on
 * @param copies how many were dropped
 */
record Sequencing(
    List<ReceivedEvent> apply,
    List<ReceivedEvent> park,
    List<ReceivedEvent> unpark,
    Map<String, Long> reached,
    int copies) {

  /**
   * Decides.
   *
   * @param last how far each aggregate has come; absent is 0
   * @param parked what is parked of these aggregates
   * @param arrived what has come, in any order, copies included
   */
  static Sequencing of(
      Map<String, Long> last, List<ReceivedEvent> parked, List<ReceivedEvent> arrived) {
    Map<String, TreeMap<Long, ReceivedEvent>> waiting = new LinkedHashMap<>();
    Map<String, Set<Long>> wasParked = new HashMap<>();
    for (ReceivedEvent event : parked) {
      bySequence(waiting, event).put(event.sequence(), event);
      wasParked
          .computeIfAbsent(event.aggregateId(), ignored -> new HashSet<>())
          .add(event.sequence());
    }
    int copies = 0;
    for (ReceivedEvent event : arrived) {
      boolean copy =
          event.sequence() <= last.getOrDefault(event.aggregateId(), 0L)
              || bySequence(waiting, event).putIfAbsent(event.sequence(), event) != null;
      copies += copy ? 1 : 0;
    }
    Sequencing decision =
        new Sequencing(
            new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>(), copies);
    waiting.forEach(
        (aggregateId, events) ->
            decision.settle(
                last.getOrDefault(aggregateId, 0L),
                wasParked.getOrDefault(aggregateId, Set.of()),
                events.values()));
    return decision;
  }

  private void settle(long last, Set<Long> wasParked, Collection<ReceivedEvent> events) {
    long next = last + 1;
    for (ReceivedEvent event : events) {
      boolean isParked = wasParked.contains(event.sequence());
      if (event.sequence() == next) {
        apply.add(event);
        reached.put(event.aggregateId(), next);
        next++;
      }
      if (event.sequence() < next) {
        if (isParked) {
          unpark.add(event);
        }
      } else if (!isParked) {
        park.add(event);
      }
    }
  }

  private static TreeMap<Long, ReceivedEvent> bySequence(
      Map<String, TreeMap<Long, ReceivedEvent>> events, ReceivedEvent event) {
    return events.computeIfAbsent(event.aggregateId(), ignored -> new TreeMap<>());
  }
}

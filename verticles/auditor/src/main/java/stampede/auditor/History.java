package stampede.auditor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The events of one aggregate, taken in as they come, and the state that they come to. Copies are
 * passed over; what comes before its turn waits for it. Not thread-safe.
 */
final class History<F extends Fold> {

  private static final int FEW = 4;

  private final F fold;
  private long[] digests = new long[FEW];
  private int count;
  private long published;
  private @Nullable Place last;

  // hardly any aggregate has these, and there are many aggregates
  private NavigableMap<Long, TopicEvent> early = Collections.emptyNavigableMap();
  private List<String> problems = List.of();

  /** One without events, whose state will be that. */
  History(F fold) {
    this.fold = fold;
  }

  /** Takes in an event; true when it is a copy of one that was there. */
  boolean add(TopicEvent event) {
    event.place().ifPresent(place -> last = place);
    if (event.sequence() <= count) {
      compare(event, digests[(int) event.sequence() - 1]);
      return true;
    }
    if (event.sequence() > count + 1) {
      return delay(event);
    }
    take(event);
    TopicEvent next = early.get(count + 1L);
    while (next != null) {
      early.remove(next.sequence());
      take(next);
      next = early.get(count + 1L);
    }
    return false;
  }

  private boolean delay(TopicEvent event) {
    if (early.isEmpty()) {
      early = new TreeMap<>();
    }
    TopicEvent other = early.putIfAbsent(event.sequence(), event);
    if (other != null) {
      compare(event, other.digest());
    }
    return other != null;
  }

  private void compare(TopicEvent event, long digest) {
    if (event.digest() != digest) {
      problem("event %d stands for two different events".formatted(event.sequence()));
    }
  }

  private void take(TopicEvent event) {
    if (count == digests.length) {
      digests = Arrays.copyOf(digests, 2 * count);
    }
    digests[count++] = event.digest();
    if (event.place().isPresent() && published == count - 1) {
      published = count;
    }
    fold.apply(event.event())
        .ifPresent(why -> problem("event %d cannot be: %s".formatted(event.sequence(), why)));
  }

  private void problem(String what) {
    if (problems.isEmpty()) {
      problems = new ArrayList<>(1);
    }
    problems.add(what);
  }

  F fold() {
    return fold;
  }

  /** How many events it has had, without a gap. */
  long count() {
    return count;
  }

  /** How many of these are on the topic without a gap; the next is in the outbox. */
  long published() {
    return published;
  }

  /** Where the latest record is; empty when nothing has been published. */
  Optional<Place> last() {
    return Optional.ofNullable(last);
  }

  /** Everything that is wrong with it: contradictions, impossible events, gaps. */
  List<String> problems() {
    List<String> all = new ArrayList<>(problems);
    if (!early.isEmpty()) {
      all.add("event %d is missing before event %d".formatted(count + 1, early.firstKey()));
    }
    return all;
  }
}

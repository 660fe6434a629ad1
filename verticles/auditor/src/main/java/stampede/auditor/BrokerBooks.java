package stampede.auditor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import stampede.contracts.BoundedContext;

/**
 * What the broker has, apart from the events themselves.
 *
 * @param records how many records were read
 * @param copies how many of these were copies of events that were there
 * @param unreadable records that are no events
 * @param cut topics whose first records are gone
 * @param deadLetters what consumers could not use
 * @param committed up to where each consumer has read, by {@code topic-partition}
 */
record BrokerBooks(
    long records,
    long copies,
    List<Unreadable> unreadable,
    List<String> cut,
    List<DeadLetter> deadLetters,
    Map<BoundedContext, Map<String, Long>> committed) {

  /** A record on a context's topic that is no event of it. */
  record Unreadable(Place place, String why) {}

  /**
   * What a consumer could not use.
   *
   * @param topic where it came from
   * @param aggregateId what it is about; empty when it does not say
   * @param sequence its place among the events of that; 0 when it does not say
   */
  record DeadLetter(
      BoundedContext service,
      Place place,
      String topic,
      Optional<String> aggregateId,
      long sequence,
      String reason) {}

  /** Whether that consumer has read, and committed, past that record. */
  boolean isPast(BoundedContext service, Place place) {
    return place.offset()
        < committed
            .getOrDefault(service, Map.of())
            .getOrDefault(partition(place.topic(), place.partition()), 0L);
  }

  static String partition(String topic, int partition) {
    return topic + "-" + partition;
  }
}

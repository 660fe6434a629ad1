package stampede.platform.events;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import stampede.contracts.Event;
import stampede.contracts.Topic;
import stampede.platform.json.Json;

/**
 * An event as it came from a topic.
 *
 * @param topic where it was published
 * @param id its own id, the same on every copy
 * @param type its type, as {@link stampede.contracts.Topic#typeOf} names it
 * @param aggregateId the aggregate it happened to
 * @param sequence its place among the events of that aggregate
 * @param occurredAt when it happened, by its producer's clock
 * @param trace the {@code traceparent} of what caused it; may be empty
 * @param body its JSON
 * @param event what happened; empty when this version does not know the type, which is no failure
 */
public record ReceivedEvent(
    String topic,
    UUID id,
    String type,
    String aggregateId,
    long sequence,
    Instant occurredAt,
    String trace,
    String body,
    Optional<Event> event) {

  /** The same event, caused by what that {@code traceparent} names. */
  public ReceivedEvent ofTrace(String traceparent) {
    return new ReceivedEvent(
        topic, id, type, aggregateId, sequence, occurredAt, traceparent, body, event);
  }

  /** An event as it comes from that topic when it has just been published. */
  public static <E extends Event> ReceivedEvent of(Topic<E> topic, long sequence, E event) {
    return new ReceivedEvent(
        topic.name(),
        UuidCreator.getTimeOrderedEpoch(),
        topic.typeOf(event.getClass()),
        event.aggregateId(),
        sequence,
        Instant.EPOCH,
        "",
        Json.write(event),
        Optional.of(event));
  }
}

package stampede.platform.events;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stampede.contracts.Event;
import stampede.contracts.Topic;
import stampede.platform.json.Json;
import stampede.platform.json.MalformedJson;

/**
 * Reads events that came as CloudEvents in binary mode. A type that is not known here concerns
 * nobody here and is read as empty; a known type in an unknown version is unreadable.
 */
final class EventReader {

  static final String ID = "ce_id";
  static final String TYPE = "ce_type";
  static final String TIME = "ce_time";
  static final String SUBJECT = "ce_subject";
  static final String SEQUENCE = "ce_sequence";
  static final String TRACE = "traceparent";

  private static final Pattern VERSION = Pattern.compile("\\.v\\d+$");

  private final Map<String, Class<? extends Event>> types = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  EventReader(Collection<Topic<?>> topics) {
    topics.forEach(topic -> types.putAll(topic.types()));
    types.keySet().forEach(type -> names.add(nameOf(type)));
  }

  /** Reads a record's headers and body. Fails with {@link UnreadableEvent}. */
  ReceivedEvent read(String topic, Map<String, String> headers, @Nullable String body) {
    if (body == null) {
      throw new UnreadableEvent("there is no body");
    }
    String type = header(headers, TYPE);
    long sequence;
    UUID id;
    Instant occurredAt;
    try {
      sequence = Long.parseLong(header(headers, SEQUENCE));
      id = UUID.fromString(header(headers, ID));
      occurredAt = Instant.parse(header(headers, TIME));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new UnreadableEvent("a header is malformed: " + e.getMessage());
    }
    if (sequence < 1) {
      throw new UnreadableEvent(SEQUENCE + " is " + sequence + ": expected at least 1");
    }
    String aggregateId = header(headers, SUBJECT);
    Optional<Event> event = event(type, body);
    event.ifPresent(
        read -> {
          if (!read.aggregateId().equals(aggregateId)) {
            throw new UnreadableEvent(
                "%s is %s, but the body is about %s"
                    .formatted(SUBJECT, aggregateId, read.aggregateId()));
          }
        });
    return new ReceivedEvent(
        topic,
        id,
        type,
        aggregateId,
        sequence,
        occurredAt,
        headers.getOrDefault(TRACE, ""),
        body,
        event);
  }

  private Optional<Event> event(String type, String body) {
    Class<? extends Event> known = types.get(type);
    if (known == null) {
      if (names.contains(nameOf(type))) {
        throw new UnreadableEvent("the version of " + type + " is not known here");
      }
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(body, known));
    } catch (MalformedJson e) {
      throw new UnreadableEvent("the body is no " + type + ": " + e.getMessage());
    }
  }

  /** The headers that {@link #read} reads the same event from. */
  static Map<String, String> headers(ReceivedEvent event) {
    return Map.of(
        ID, event.id().toString(),
        TYPE, event.type(),
        TIME, event.occurredAt().toString(),
        SUBJECT, event.aggregateId(),
        SEQUENCE, Long.toString(event.sequence()),
        TRACE, event.trace());
  }

  private static String header(Map<String, String> headers, String name) {
    String value = headers.get(name);
    if (value == null) {
      throw new UnreadableEvent("the header " + name + " is missing");
    }
    return value;
  }

  private static String nameOf(String type) {
    return VERSION.matcher(type).replaceFirst("");
  }
}

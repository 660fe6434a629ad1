package stampede.auditor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import stampede.auditor.BrokerBooks.DeadLetter;
import stampede.auditor.BrokerBooks.Unreadable;
import stampede.contracts.BoundedContext;
import stampede.contracts.Event;

/** Reads what was said on the topics, into histories; and what nobody could use. */
final class EventsReader {

  private EventsReader() {}

  /**
   * What came of reading one flow.
   *
   * @param records how many there were
   * @param copies how many of these were copies
   */
  record Tally(long records, long copies, List<Unreadable> unreadable) {}

  static Tally read(
      Flow flow, TopicReader topics, Map<TopicPartition, Long> ends, Histories histories) {
    long[] records = new long[1];
    long[] copies = new long[1];
    List<Unreadable> unreadable = new ArrayList<>();
    topics.read(
        ends,
        record -> {
          records[0]++;
          try {
            copies[0] += histories.add(event(flow, record)) ? 1 : 0;
          } catch (Json.Malformed e) {
            unreadable.add(
                new Unreadable(TopicReader.place(record), String.valueOf(e.getMessage())));
          }
        });
    return new Tally(records[0], copies[0], unreadable);
  }

  private static TopicEvent event(Flow flow, ConsumerRecord<byte[], byte[]> record)
      throws Json.Malformed {
    byte @Nullable [] body = record.value();
    if (body == null) {
      throw new Json.Malformed("there is no body");
    }
    String type = TopicReader.header(record, "ce_type");
    Event event = Json.event(flow, type, body);
    String subject = TopicReader.header(record, "ce_subject");
    if (!subject.equals(event.aggregateId())) {
      throw new Json.Malformed(
          "ce_subject is %s, but the body is about %s".formatted(subject, event.aggregateId()));
    }
    long sequence = number(TopicReader.header(record, "ce_sequence"));
    if (sequence < 1) {
      throw new Json.Malformed("ce_sequence is no number from 1");
    }
    return new TopicEvent(
        sequence,
        TopicEvent.digest(id(TopicReader.header(record, "ce_id")), type, body),
        event,
        Optional.of(TopicReader.place(record)));
  }

  private static UUID id(String text) throws Json.Malformed {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new Json.Malformed("ce_id is no UUID");
    }
  }

  /** 0 for what is no number. */
  private static long number(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  static List<DeadLetter> deadLetters(
      BoundedContext service, TopicReader topics, Map<TopicPartition, Long> ends) {
    List<DeadLetter> letters = new ArrayList<>();
    topics.read(
        ends,
        record ->
            letters.add(
                new DeadLetter(
                    service,
                    TopicReader.place(record),
                    TopicReader.header(record, "dead-letter-topic"),
                    Optional.of(TopicReader.header(record, "ce_subject"))
                        .filter(subject -> !subject.isEmpty()),
                    number(TopicReader.header(record, "ce_sequence")),
                    TopicReader.header(record, "dead-letter-reason"))));
    return letters;
  }
}

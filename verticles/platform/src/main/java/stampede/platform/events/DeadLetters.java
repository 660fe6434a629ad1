package stampede.platform.events;

import io.vertx.core.Future;
import io.vertx.kafka.client.consumer.KafkaConsumerRecord;
import io.vertx.kafka.client.producer.KafkaProducer;
import io.vertx.kafka.client.producer.KafkaProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a consumer puts what it can not read or handle: the record as it was, with where it came
 * from and why it is here, so that it can be sent again as it is.
 */
final class DeadLetters {

  static final String REASON = "dead-letter-reason";
  static final String TOPIC = "dead-letter-topic";
  static final String PARTITION = "dead-letter-partition";
  static final String OFFSET = "dead-letter-offset";

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private final String service;
  private final KafkaProducer<String, String> producer;

  DeadLetters(String service, KafkaProducer<String, String> producer) {
    this.service = service;
    this.producer = producer;
  }

  /** Succeeds when the broker has it; only then may the consumer go on. */
  Future<Void> bury(KafkaConsumerRecord<String, String> record, String reason) {
    LOG.error(
        "{} cannot use the event at {}-{}@{} and puts it among the dead letters: {}",
        service,
        record.topic(),
        record.partition(),
        record.offset(),
        reason);
    KafkaProducerRecord<String, String> letter =
        KafkaProducerRecord.create(Topics.deadLetters(service), record.key(), record.value());
    record.headers().forEach(letter::addHeader);
    letter.addHeader(REASON, reason);
    letter.addHeader(TOPIC, record.topic());
    letter.addHeader(PARTITION, Integer.toString(record.partition()));
    letter.addHeader(OFFSET, Long.toString(record.offset()));
    return producer.send(letter).mapEmpty();
  }
}

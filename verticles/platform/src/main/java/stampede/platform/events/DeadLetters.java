package stampede.platform.events;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.kafka.client.consumer.KafkaConsumerRecord;
import io.vertx.kafka.client.producer.KafkaProducer;
import io.vertx.kafka.client.producer.KafkaProducerRecord;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stampede.contracts.FailureCode;
import stampede.platform.ServiceFailure;

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
  private final Set<String> buried = new HashSet<>();

  DeadLetters(String service, KafkaProducer<String, String> producer) {
    this.service = service;
    this.producer = producer;
  }

  /**
   * Succeeds when the broker has it; only then may the consumer go on. Fails as infrastructure, so
   * that the record is tried again. What it has buried already it does not bury twice.
   */
  Future<Void> bury(KafkaConsumerRecord<String, String> record, String reason) {
    String place = "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
    if (buried.contains(place)) {
      return Future.succeededFuture();
    }
    LOG.error(
        "{} cannot use the event at {} and puts it among the dead letters: {}",
        service,
        place,
        reason);
    return producer
        .send(letter(record, reason))
        .<Void>mapEmpty()
        .onSuccess(done -> buried.add(place))
        .recover(
            failure ->
                Future.failedFuture(
                    new ServiceFailure(
                        FailureCode.SERVICE_UNAVAILABLE,
                        "the dead letter of %s cannot be written".formatted(place),
                        failure)));
  }

  private KafkaProducerRecord<String, String> letter(
      KafkaConsumerRecord<String, String> record, String reason) {
    KafkaProducerRecord<String, String> letter =
        KafkaProducerRecord.create(Topics.deadLetters(service), record.key(), record.value());
    headers(record).forEach(letter::addHeader);
    letter.addHeader(REASON, reason);
    letter.addHeader(TOPIC, record.topic());
    letter.addHeader(PARTITION, Integer.toString(record.partition()));
    letter.addHeader(OFFSET, Long.toString(record.offset()));
    return letter;
  }

  /** The offsets of everything buried so far have been committed: it does not come again. */
  void forget() {
    buried.clear();
  }

  /** A record's headers but those without a value, which the client's own view cannot hold. */
  static Map<String, Buffer> headers(KafkaConsumerRecord<String, String> record) {
    Map<String, Buffer> headers = new LinkedHashMap<>();
    record
        .record()
        .headers()
        .forEach(
            header -> {
              if (header.value() != null) {
                headers.put(header.key(), Buffer.buffer(header.value()));
              }
            });
    return headers;
  }
}

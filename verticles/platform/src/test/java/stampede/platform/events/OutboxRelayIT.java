package stampede.platform.events;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stampede.platform.SampleDatabase;
import stampede.platform.events.SampleEvent.Counted;

class OutboxRelayIT {

  private SampleDatabase sample;
  private SampleBroker broker;
  private Outbox<SampleEvent> outbox;

  @BeforeEach
  void open() {
    sample = new SampleDatabase();
    broker = new SampleBroker(sample.vertx());
    outbox = new Outbox<>(sample.vertx(), broker.topic(), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    broker.close();
    sample.close();
  }

  private String startRelay() {
    return SampleDatabase.await(
        sample
            .vertx()
            .deployVerticle(
                new OutboxRelay(
                    broker.topic(),
                    sample.database(),
                    broker.producer(),
                    new SimpleMeterRegistry())));
  }

  private Future<Void> append(String aggregateId, int from, int to) {
    List<NewEvent> events = new ArrayList<>();
    for (int sequence = from; sequence <= to; sequence++) {
      events.add(new NewEvent(sequence, new Counted(aggregateId, sequence), "trace-" + sequence));
    }
    return sample
        .database()
        .inTransaction(transaction -> outbox.append(transaction, events))
        .onSuccess(done -> outbox.committed());
  }

  private boolean outboxIsEmpty() {
    return sample.query("SELECT 1 FROM outbox", row -> row).isEmpty();
  }

  @Test
  void publishesWhatWasCommittedAsCloudEvents() {
    startRelay();

    SampleDatabase.await(append("a", 1, 1));

    ConsumerRecord<String, String> record = broker.records(1).getFirst();
    assertThat(record.key()).isEqualTo("a");
    assertThat(record.value()).isEqualTo("{\"type\":\"Counted\",\"aggregateId\":\"a\",\"by\":1}");
    assertThat(SampleBroker.headers(record))
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_type", broker.topic().name() + ".Counted.v1")
        .containsEntry("ce_source", "/" + broker.topic().name())
        .containsEntry("ce_subject", "a")
        .containsEntry("ce_sequence", "1")
        .containsEntry("traceparent", "trace-1")
        .containsEntry("content-type", "application/json")
        .containsKeys("ce_id", "ce_time");
    await().atMost(5, SECONDS).until(this::outboxIsEmpty);
  }

  @Test
  void publishesNothingThatWasRolledBack() {
    startRelay();
    Future<Void> rolledBack =
        sample
            .database()
            .inTransaction(
                transaction ->
                    outbox
                        .append(transaction, List.of(new NewEvent(1, new Counted("a", 1), "")))
                        .compose(done -> Future.failedFuture("no")));
    SampleDatabase.await(rolledBack.otherwiseEmpty());

    SampleDatabase.await(append("b", 1, 1));

    assertThat(broker.records(1)).extracting(ConsumerRecord::key).containsExactly("b");
  }

  @Test
  void findsWhatWasWrittenWhileNoRelayRan() {
    SampleDatabase.await(append("a", 1, 3));

    startRelay();

    assertThat(broker.records(3)).hasSize(3);
  }

  @Test
  void ofTwoRelaysOneWorksAndTheOtherTakesOver() {
    String first = startRelay();
    startRelay();
    SampleDatabase.await(append("a", 1, 1));
    broker.records(1);

    SampleDatabase.await(sample.vertx().undeploy(first));
    SampleDatabase.await(append("a", 2, 2));

    assertThat(broker.records(2)).hasSize(2);
  }

  @Test
  void keepsEachAggregateInOrderWhenItsConnectionIsCutAgainAndAgain() {
    startRelay();
    int events = 400;
    for (int sequence = 1; sequence <= events; sequence++) {
      SampleDatabase.await(append("a", sequence, sequence));
      SampleDatabase.await(append("b", sequence, sequence));
      if (sequence % 50 == 0) {
        sample.execute(
            """
            SELECT pg_terminate_backend(pid) FROM pg_locks
            WHERE locktype = 'advisory' AND granted AND pid <> pg_backend_pid()
            """);
      }
    }

    await().atMost(20, SECONDS).until(this::outboxIsEmpty);

    Map<String, List<Long>> firstSeen = new HashMap<>();
    for (ConsumerRecord<String, String> record : broker.records(2 * events)) {
      List<Long> seen = firstSeen.computeIfAbsent(record.key(), key -> new ArrayList<>());
      long sequence = Long.parseLong(SampleBroker.headers(record).get("ce_sequence"));
      if (!seen.contains(sequence)) {
        seen.add(sequence);
      }
    }
    assertThat(firstSeen.get("a")).hasSize(events).isSorted();
    assertThat(firstSeen.get("b")).hasSize(events).isSorted();
  }
}

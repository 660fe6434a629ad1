package stampede.platform.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stampede.platform.SampleDatabase.await;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stampede.platform.SampleDatabase;
import stampede.platform.events.Inbox.Receipt;
import stampede.platform.events.SampleEvent.Counted;
import stampede.platform.json.Json;

class InboxIT {

  private static final String TOPIC = SampleEvent.TOPIC.name();

  private SampleDatabase sample;
  private final AtomicInteger commits = new AtomicInteger();

  @BeforeEach
  void open() {
    sample = new SampleDatabase();
  }

  @AfterEach
  void close() {
    sample.close();
  }

  private Inbox inbox(EventHandler handler) {
    return new Inbox(
        sample.database(), List.of(SampleEvent.TOPIC), handler, commits::incrementAndGet);
  }

  /** Writes down what it is given. */
  private static Future<Void> note(SqlConnection transaction, List<ReceivedEvent> events) {
    Future<Void> all = Future.succeededFuture();
    for (ReceivedEvent event : events) {
      all =
          all.compose(
              done ->
                  transaction
                      .preparedQuery("INSERT INTO effect (aggregate_id, sequence) VALUES ($1, $2)")
                      .execute(Tuple.of(event.aggregateId(), event.sequence()))
                      .mapEmpty());
    }
    return all;
  }

  static ReceivedEvent event(String aggregateId, long sequence) {
    Counted counted = new Counted(aggregateId, (int) sequence);
    return new ReceivedEvent(
        TOPIC,
        new UUID(aggregateId.hashCode(), sequence),
        SampleEvent.TOPIC.typeOf(Counted.class),
        aggregateId,
        sequence,
        Instant.EPOCH,
        "",
        Json.write(counted),
        Optional.of(counted));
  }

  private List<Long> effectsOn(String aggregateId) {
    return sample.query(
        "SELECT sequence FROM effect WHERE aggregate_id = $1 ORDER BY place",
        row -> row.getLong("sequence"),
        aggregateId);
  }

  @Test
  void appliesNewEventsInOneTransactionWithTheirMark() {
    Receipt receipt =
        await(inbox(InboxIT::note).receive(TOPIC, List.of(event("a", 1), event("a", 2))));

    assertThat(receipt).isEqualTo(new Receipt(2, 0, 0));
    assertThat(effectsOn("a")).containsExactly(1L, 2L);
    assertThat(commits).hasValue(1);
  }

  @Test
  void dropsCopies() {
    Inbox inbox = inbox(InboxIT::note);
    await(inbox.receive(TOPIC, List.of(event("a", 1), event("a", 1))));

    Receipt again = await(inbox.receive(TOPIC, List.of(event("a", 1))));

    assertThat(again).isEqualTo(new Receipt(0, 1, 0));
    assertThat(effectsOn("a")).containsExactly(1L);
  }

  @Test
  void parksWhatComesTooEarlyUntilItsTurn() {
    Inbox inbox = inbox(InboxIT::note);
    await(inbox.receive(TOPIC, List.of(event("a", 3), event("a", 2))));
    assertThat(effectsOn("a")).isEmpty();

    await(inbox.receive(TOPIC, List.of(event("a", 1))));

    assertThat(effectsOn("a")).containsExactly(1L, 2L, 3L);
    assertThat(sample.query("SELECT 1 FROM inbox_parked", row -> row)).isEmpty();
  }

  @Test
  void anyOrderWithCopiesHasTheSameEffect() {
    Inbox inbox = inbox(InboxIT::note);
    List<ReceivedEvent> wire = new ArrayList<>();
    for (int sequence = 1; sequence <= 20; sequence++) {
      for (String aggregateId : List.of("a", "b", "c")) {
        wire.add(event(aggregateId, sequence));
        wire.add(event(aggregateId, sequence));
      }
    }
    Collections.shuffle(wire, new Random(7));

    for (int from = 0; from < wire.size(); from += 9) {
      await(inbox.receive(TOPIC, wire.subList(from, Math.min(wire.size(), from + 9))));
    }

    for (String aggregateId : List.of("a", "b", "c")) {
      assertThat(effectsOn(aggregateId)).hasSize(20).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void anEventWhoseHandlerFailsIsNotMarked() {
    Inbox failing = inbox((transaction, events) -> Future.failedFuture("bug"));
    assertThatThrownBy(() -> await(failing.receive(TOPIC, List.of(event("a", 1)))))
        .hasMessage("bug");

    await(inbox(InboxIT::note).receive(TOPIC, List.of(event("a", 1))));

    assertThat(effectsOn("a")).containsExactly(1L);
  }

  @Test
  void twoConsumersOfOnePartitionApplyEachEventOnce() {
    Inbox one = inbox(InboxIT::note);
    Inbox other = inbox(InboxIT::note);
    List<ReceivedEvent> events = List.of(event("a", 1), event("b", 1), event("a", 2));

    Future<?> both =
        Future.join(one.receive(TOPIC, events), other.receive(TOPIC, events)).otherwiseEmpty();
    await(both);

    assertThat(effectsOn("a")).containsExactly(1L, 2L);
    assertThat(effectsOn("b")).containsExactly(1L);
  }

  @Test
  void anUnknownTypeHasNoEffectAndHoldsNothingUp() {
    ReceivedEvent unknown =
        new ReceivedEvent(
            TOPIC,
            UUID.randomUUID(),
            "stampede.sample.Invented.v1",
            "a",
            1,
            Instant.EPOCH,
            "",
            "{}",
            Optional.empty());

    await(inbox(InboxIT::note).receive(TOPIC, List.of(unknown, event("a", 2))));

    assertThat(effectsOn("a")).containsExactly(2L);
  }
}

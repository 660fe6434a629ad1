package stampede.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.acceptance.PlacedOrder.eventually;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every event may come again, and in any order: it has had its effect. */
@ExtendWith(ShowsOutput.class)
class DuplicatesIT {

  private static final int ORDERS = 60;
  private static final long SEED = new Random().nextLong();

  @Test
  void everyEventTwiceMoreChangesNothing() throws Exception {
    System.out.println("the seed is " + SEED);
    try (ShopProcess shop =
        ShopProcess.start("duplicates", "parts.collect-after=200ms", "parts.deliver-after=200ms")) {
      List<PlacedOrder> orders = trade(shop);
      Rest.await(shop);
      Map<String, List<String>> before = new Databases(shop).dump();
      int paidBefore = shop.provider().ledger().size();
      List<ConsumerRecord<String, String>> events = EventLog.read(shop, EventLog.TOPICS);

      publish(shop, events);
      Collections.shuffle(events, new Random(SEED));
      publish(shop, events);

      Rest.await(shop);
      assertThat(EventLog.read(shop, EventLog.TOPICS)).hasSize(3 * events.size());
      Map<String, List<String>> after = new Databases(shop).dump();
      assertThat(after.keySet()).isEqualTo(before.keySet()).contains("inventory.stock");
      before.forEach((table, rows) -> assertThat(after.get(table)).as(table).isEqualTo(rows));
      assertThat(shop.provider().ledger()).hasSize(paidBefore);
      assertThat(orders).hasSize(ORDERS);
    }
  }

  /** Orders of every kind, some with wishes on top, until all have ended and are paid for. */
  private static List<PlacedOrder> trade(ShopProcess shop) {
    List<String> skus =
        IntStream.range(0, 4).mapToObj(i -> shop.api().newProduct(100 + i, 1_000)).toList();
    Workload workload = new Workload(SEED, skus);
    List<PlacedOrder> orders = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      PlacedOrder order = PlacedOrder.place(shop, workload.order());
      orders.add(order);
      if (i % 6 == 0) {
        assertThat(order.cancel(Map.of()).status()).isIn(200, 202, 409);
      }
    }
    eventually(
        () ->
            assertThat(orders)
                .extracting(PlacedOrder::state)
                .containsOnly("DELIVERED", "CANCELLED"));
    orders.stream()
        .filter(order -> order.state().equals("DELIVERED"))
        .limit(5)
        .forEach(order -> order.takeBack(Map.of()).expect(200));
    eventually(() -> assertThat(orders).allMatch(DuplicatesIT::isSettled));
    return orders;
  }

  private static boolean isSettled(PlacedOrder order) {
    String state = order.payment().path("state").asText();
    long captured = order.payment().at("/captured/minorUnits").asLong();
    long refunded = order.payment().at("/refunded/minorUnits").asLong();
    return List.of("CAPTURED", "DECLINED", "FAILED").contains(state)
        && (captured == 0 || captured - refunded == order.now().at("/owed/minorUnits").asLong());
  }

  private static void publish(ShopProcess shop, List<ConsumerRecord<String, String>> events)
      throws ExecutionException, InterruptedException {
    Map<String, Object> settings = Map.of("bootstrap.servers", shop.connection("kafka.servers"));
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (ConsumerRecord<String, String> event : events) {
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    event.topic(),
                    event.partition(),
                    event.key(),
                    event.value(),
                    event.headers())));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }
  }
}

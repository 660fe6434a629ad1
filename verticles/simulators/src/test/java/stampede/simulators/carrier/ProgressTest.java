package stampede.simulators.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stampede.simulators.partner.Api.Reply;
import stampede.simulators.partner.Receiver;
import stampede.simulators.partner.Wait;

class ProgressTest {

  @TempDir Path data;
  private Receiver receiver;
  private CarrierFixture carrier;

  @BeforeEach
  void start() throws IOException {
    receiver = new Receiver();
    carrier = carrier(CarrierFixture.SOON, CarrierFixture.SOON);
  }

  @AfterEach
  void stop() {
    carrier.close();
    receiver.close();
  }

  private CarrierFixture carrier(Wait collectAfter, Wait deliverAfter) {
    return new CarrierFixture(data, Optional.of(receiver.settings(4)), collectAfter, deliverAfter);
  }

  private void restart(Wait collectAfter, Wait deliverAfter) {
    carrier.close();
    carrier = carrier(collectAfter, deliverAfter);
  }

  @Test
  void aShipmentIsCollectedAndDelivered() {
    String trackingNumber = carrier.book("order-1").json().getString("trackingNumber");

    await().until(() -> receiver.statuses().equals(List.of("collected", "delivered")));
    JsonObject news = receiver.taken().getFirst().json();
    assertThat(receiver.taken().getFirst().path()).isEqualTo("/orders/order-1/updates");
    assertThat(news.fieldNames())
        .containsExactlyInAnyOrder("updateId", "reference", "trackingNumber", "status", "at");
    assertThat(news.getString("trackingNumber")).isEqualTo(trackingNumber);
    assertThat(carrier.api.get("/v1/ledger").lines())
        .extracting(entry -> entry.getString("kind"))
        .containsExactly("book", "collect", "deliver");
  }

  @Test
  void whatIsReturnedToSenderFails() {
    carrier.book("order-1", CarrierFixture.parcel().put("street", "Return to sender"));

    await().until(() -> carrier.status("order-1").equals("failed"));
    await().until(() -> receiver.statuses().contains("failed"));
    assertThat(receiver.taken().getLast().json().getString("reason"))
        .isEqualTo("returned to sender");
  }

  @Test
  void aShareOfDeliveriesFails() {
    carrier.api.put("/v1/faults", "{\"failDelivery\":1}");

    carrier.book("order-1");

    await().until(() -> carrier.status("order-1").equals("failed"));
  }

  @Test
  void aCancelledShipmentIsNotCollected() {
    carrier.book("order-1");
    carrier.cancel("order-1");

    carrier.book("order-2");

    await().until(() -> carrier.status("order-2").equals("delivered"));
    assertThat(carrier.status("order-1")).isEqualTo("cancelled");
  }

  @Test
  void zeroIsAtOnce() {
    restart(Wait.of(Duration.ZERO), Wait.of(Duration.ZERO));

    carrier.book("order-1");

    await().until(() -> carrier.status("order-1").equals("delivered"));
  }

  @Test
  void manyShipmentsAreAllDelivered() {
    IntStream.range(0, 300).forEach(number -> carrier.book("order-" + number));

    await().until(() -> receiver.taken().size() == 600);
    assertThat(receiver.statuses()).filteredOn(status -> status.equals("delivered")).hasSize(300);
  }

  @Test
  void theClockGoesOnAfterARestart() {
    restart(Wait.of(Duration.ofDays(1)), Wait.never());
    carrier.book("order-1");
    carrier.book("order-2");
    carrier.progress("order-2", "collected");

    restart(CarrierFixture.SOON, CarrierFixture.SOON);

    await().until(() -> carrier.status("order-1").equals("delivered"));
    await().until(() -> carrier.status("order-2").equals("delivered"));
    assertThat(carrier.api.get("/v1/ledger").lines()).hasSize(6);
  }

  @Test
  void itIsMovedByHand() {
    restart(Wait.never(), Wait.never());
    carrier.book("order-1");

    Reply collected = carrier.progress("order-1", "collected");
    Reply failed =
        carrier.api.post(
            "/v1/shipments/order-1/progress", "{\"status\":\"failed\",\"reason\":\"lost\"}");

    assertThat(collected.json().getString("status")).isEqualTo("collected");
    assertThat(failed.json().getString("reason")).isEqualTo("lost");
    await().until(() -> receiver.taken().size() == 2);
    assertThat(receiver.statuses()).containsExactlyInAnyOrder("collected", "failed");
  }

  @Test
  void aStepThatIsNotNextIsRefused() {
    restart(Wait.never(), Wait.never());
    carrier.book("order-1");

    Reply tooEarly = carrier.progress("order-1", "delivered");
    carrier.progress("order-1", "collected");
    Reply again = carrier.progress("order-1", "collected");
    carrier.progress("order-1", "delivered");
    Reply back = carrier.progress("order-1", "failed");

    assertThat(tooEarly.status()).isEqualTo(409);
    assertThat(tooEarly.json().getString("status")).isEqualTo("booked");
    assertThat(again.status()).isEqualTo(200);
    assertThat(back.status()).isEqualTo(409);
    assertThat(back.json().getString("status")).isEqualTo("delivered");
  }

  @Test
  void onlyAFailureHasAReason() {
    restart(Wait.never(), Wait.never());
    carrier.book("order-1");

    Reply reply =
        carrier.api.post(
            "/v1/shipments/order-1/progress", "{\"status\":\"collected\",\"reason\":\"why\"}");

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().getString("field")).isEqualTo("reason");
  }

  @Test
  void aBookingWhoseCallerWasNotToldIsNews() {
    restart(Wait.never(), Wait.never());
    carrier.api.put("/v1/faults", "{\"errorAfter\":1}");

    carrier.book("order-1");

    await().until(() -> receiver.statuses().equals(List.of("booked")));
  }
}

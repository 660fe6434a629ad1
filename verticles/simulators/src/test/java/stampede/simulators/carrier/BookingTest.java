package stampede.simulators.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stampede.simulators.partner.Api.Reply;
import stampede.simulators.partner.Wait;

class BookingTest {

  @TempDir Path data;
  private CarrierFixture carrier;

  @BeforeEach
  void start() {
    carrier = new CarrierFixture(data, Optional.empty(), Wait.never(), Wait.never());
  }

  @AfterEach
  void stop() {
    carrier.close();
  }

  @Test
  void aShipmentIsBooked() {
    Reply reply = carrier.book("order-1");

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.json().fieldNames())
        .containsExactlyInAnyOrder("reference", "trackingNumber", "status");
    assertThat(reply.json().getString("status")).isEqualTo("booked");
  }

  @Test
  void aRepeatedBookingIsAnsweredTheSameAndMadeOnce() {
    Reply first = carrier.book("order-1");

    Reply second = carrier.book("order-1");

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(carrier.api.get("/v1/ledger").lines()).hasSize(1);
  }

  @Test
  void aReferenceIsNotUsedForAnotherAddress() {
    carrier.book("order-1");

    Reply other = carrier.book("order-1", CarrierFixture.parcel().put("city", "Leeds"));

    assertThat(other.status()).isEqualTo(409);
    assertThat(other.type()).isEqualTo("application/problem+json");
  }

  @Test
  void nothingIsDeliveredToNowhere() {
    JsonObject nowhere = CarrierFixture.parcel().put("city", "Nowhere");
    Reply first = carrier.book("order-1", nowhere);

    Reply second = carrier.book("order-1", nowhere);

    assertThat(first.status()).isEqualTo(422);
    assertThat(first.json().getString("status")).isEqualTo("refused");
    assertThat(first.json().getString("reason")).contains("Nowhere");
    assertThat(second).isEqualTo(first);
    assertThat(carrier.status("order-1")).isEqualTo("refused");
  }

  @Test
  void aShareOfBookingsIsRefused() {
    carrier.api.put("/v1/faults", "{\"refuse\":1}");

    int refused = carrier.book("order-1").status();

    carrier.api.delete("/v1/faults");
    assertThat(refused).isEqualTo(422);
    assertThat(carrier.book("order-1").status()).isEqualTo(422);
    assertThat(carrier.book("order-2").status()).isEqualTo(201);
  }

  @Test
  void aCancelledReferenceRefusesTheBookingThatArrivesLate() {
    Reply cancelled = carrier.cancel("order-1");

    Reply late = carrier.book("order-1");

    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.json())
        .isEqualTo(new JsonObject("{\"reference\":\"order-1\",\"status\":\"cancelled\"}"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().getString("status")).isEqualTo("cancelled");
  }

  @Test
  void aBookedShipmentIsCancelledAndStaysSo() {
    carrier.book("order-1");

    List<Integer> statuses =
        List.of(carrier.cancel("order-1").status(), carrier.cancel("order-1").status());

    assertThat(statuses).containsExactly(200, 200);
    assertThat(carrier.status("order-1")).isEqualTo("cancelled");
  }

  @Test
  void aShipmentOnItsWayIsNotCancelled() {
    carrier.book("order-1");
    carrier.progress("order-1", "collected");

    Reply reply = carrier.cancel("order-1");

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.json().getString("status")).isEqualTo("collected");
  }

  @Test
  void anUnknownShipmentIsNotFound() {
    assertThat(carrier.api.get("/v1/shipments/order-1").status()).isEqualTo(404);
    assertThat(carrier.progress("order-1", "collected").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "recipient,''",
    "street,''",
    "city,a\u0000b",
    "postalCode,123456789012345678901",
    "country,UK",
    "country,gb",
    "weight,3"
  })
  void aWrongFieldIsNamed(String field, String value) {
    Reply reply = carrier.book("order-1", CarrierFixture.parcel().put(field, value));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().getString("field")).isEqualTo(field);
    assertThat(carrier.api.get("/v1/ledger").text()).isEmpty();
  }

  @Test
  void aPlaceMayHaveNoPostalCode() {
    JsonObject parcel = CarrierFixture.parcel();
    parcel.remove("postalCode");

    Reply reply = carrier.book("order-1", parcel);

    assertThat(reply.status()).isEqualTo(201);
  }

  @Test
  void aWholesaleOrderIsBooked() {
    Reply reply = carrier.book("order-1", CarrierFixture.parcel().put("pieces", 74_215));

    assertThat(reply.status()).isEqualTo(201);
  }

  @Test
  void thereIsAtLeastOnePiece() {
    Reply reply = carrier.book("order-1", CarrierFixture.parcel().put("pieces", 0));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().getString("field")).isEqualTo("pieces");
  }

  @Test
  void addressesAreNotKept() throws IOException {
    carrier.book("order-1");

    assertThat(Files.readString(data.resolve("journal.jsonl")))
        .doesNotContain("Lovelace", "James", "London", "SW1Y");
  }

  @Test
  void faultsOfAProviderAreUnknown() {
    Reply reply = carrier.api.put("/v1/faults", "{\"decline\":1}");

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().getString("field")).isEqualTo("decline");
  }
}

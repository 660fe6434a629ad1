package stampede.simulators.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stampede.simulators.partner.Api;
import stampede.simulators.partner.ProgramProcess;
import stampede.simulators.partner.ProgramProcess.Ended;

/** The carrier as its operator runs it. */
class CarrierIT {

  @TempDir Path data;

  @Test
  void itDeliversOnTheClockItIsGivenAndEndsInOrder() {
    try (ProgramProcess process =
        ProgramProcess.start(
            Carrier.class, data, "--port=0", "--collect-after=50ms", "--deliver-after=50ms")) {
      Api api = process.api();
      api.put("/v1/shipments/order-1", CarrierFixture.parcel().encode());
      await().until(() -> api.get("/v1/shipments/order-1").text().contains("delivered"));

      Ended ended = process.terminate();

      assertThat(ended).isEqualTo(new Ended(0, ""));
    }
  }
}

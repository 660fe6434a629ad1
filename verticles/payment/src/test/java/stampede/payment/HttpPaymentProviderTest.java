package stampede.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.platform.calls.PartnerReply;
import stampede.platform.json.Json;

class HttpPaymentProviderTest {

  private static PartnerReply reply(int status, String body) {
    return new PartnerReply(status, Json.read(body, JsonNode.class));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  void aChargeThatIsRefusedAsARequestIsDeclined(int status) {
    ProviderAnswer answer =
        HttpPaymentProvider.newChargeAnswer(
            reply(status, "{\"status\":%d,\"detail\":\"too much\"}".formatted(status)));

    assertThat(answer)
        .isEqualTo(new ProviderAnswer.Declined("the provider does not take it: too much"));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 404, 409, 429})
  void whatMayBeDifferentNextTimeIsUnclear(int status) {
    assertThat(HttpPaymentProvider.newChargeAnswer(reply(status, "{}")))
        .isEqualTo(new ProviderAnswer.Unclear("status " + status));
  }

  @Test
  void aDeclineTellsWhy() {
    assertThat(
            HttpPaymentProvider.newChargeAnswer(
                reply(402, "{\"status\":\"declined\",\"reason\":\"no funds\"}")))
        .isEqualTo(new ProviderAnswer.Declined("no funds"));
  }

  @Test
  void aPendingChargeIsUnclear() {
    assertThat(HttpPaymentProvider.newChargeAnswer(reply(202, "{\"status\":\"pending\"}")))
        .isInstanceOf(ProviderAnswer.Unclear.class);
  }
}

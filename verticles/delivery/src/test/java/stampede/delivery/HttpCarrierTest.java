package stampede.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import stampede.contracts.order.ShippingAddress;
import stampede.platform.calls.PartnerReply;
import stampede.platform.json.Json;

class HttpCarrierTest {

  private static final CarrierQuestion BOOKING =
      new CarrierQuestion.Book(
          "order.1", new ShippingAddress("Kim", "Main Street 1", "Seoul", "04524", "KR"), 3);

  private static PartnerReply reply(int status, String body) {
    return new PartnerReply(status, Json.read(body, JsonNode.class));
  }

  @Test
  void aBookingThatCanNeverBeTakenIsRefused() {
    PartnerReply tooLarge = reply(422, "{\"status\":422,\"detail\":\"at most 10000 pieces\"}");

    assertThat(HttpCarrier.answer(BOOKING, tooLarge))
        .isEqualTo(new CarrierAnswer.Refused("the carrier does not take it: at most 10000 pieces"));
  }

  @Test
  void anAddressThatIsNotDeliveredToIsRefused() {
    assertThat(
            HttpCarrier.answer(
                BOOKING, reply(422, "{\"status\":\"refused\",\"reason\":\"unknown place\"}")))
        .isEqualTo(new CarrierAnswer.Refused("unknown place"));
  }

  @Test
  void aRefusedKeyMayHoldAgainLater() {
    assertThat(HttpCarrier.answer(BOOKING, reply(401, "{\"status\":401}")))
        .isEqualTo(new CarrierAnswer.Unclear("status 401"));
  }

  @Test
  void aRefusedQuestionAboutAParcelSaysNothingAboutTheParcel() {
    assertThat(HttpCarrier.answer(new CarrierQuestion.Track("order.1"), reply(400, "{}")))
        .isEqualTo(new CarrierAnswer.Unclear("status 400"));
  }
}

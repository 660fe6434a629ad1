package stampede.payment;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import stampede.contracts.FailureCode;
import stampede.platform.ServiceFailure;
import stampede.platform.calls.Partner;
import stampede.platform.calls.PartnerReply;

/**
 * The provider over HTTP. The order's id is the reference, which makes every question repeatable.
 */
final class HttpPaymentProvider implements PaymentProvider {

  private final Partner provider;

  HttpPaymentProvider(Partner provider) {
    this.provider = provider;
  }

  @Override
  public Future<ProviderAnswer> ask(ProviderQuestion question) {
    return switch (question) {
      case ProviderQuestion.Charge charge ->
          provider
              .send(
                  HttpMethod.PUT,
                  "/v1/charges/" + charge.orderId(),
                  Optional.of(
                      Map.of(
                          "amount", charge.amount().minorUnits(),
                          "currency", charge.amount().currency(),
                          "paymentToken", charge.paymentToken())))
              .map(HttpPaymentProvider::newChargeAnswer)
              .recover(HttpPaymentProvider::noAnswer);
      case ProviderQuestion.VoidCharge voiding ->
          provider
              .send(HttpMethod.POST, "/v1/charges/" + voiding.orderId() + "/void", Optional.empty())
              .map(HttpPaymentProvider::chargeAnswer)
              .recover(HttpPaymentProvider::noAnswer);
      case ProviderQuestion.Refund refund ->
          provider
              .send(
                  HttpMethod.PUT,
                  "/v1/charges/%s/refunds/%s".formatted(refund.orderId(), refund.refundId()),
                  Optional.of(Map.of("amount", refund.amount().minorUnits())))
              .map(reply -> refundAnswer(refund.refundId(), reply))
              .recover(HttpPaymentProvider::noAnswer);
    };
  }

  /** A charge that is refused as a request has not been made, and never will be. */
  static ProviderAnswer newChargeAnswer(PartnerReply reply) {
    ProviderAnswer answer = chargeAnswer(reply);
    return answer instanceof ProviderAnswer.Unclear && reply.refusesTheRequest()
        ? new ProviderAnswer.Declined("the provider does not take it: " + reply.detail())
        : answer;
  }

  private static ProviderAnswer chargeAnswer(PartnerReply reply) {
    return statusAnswer(reply.text("status"), reply.text("chargeId"), reply.text("reason"))
        .orElseGet(() -> new ProviderAnswer.Unclear("status " + reply.status()));
  }

  /**
   * What the status of a charge says, here or in a callback; empty when it says nothing definite.
   */
  static Optional<ProviderAnswer> statusAnswer(String status, String chargeId, String reason) {
    return switch (status) {
      case "captured" -> Optional.of(new ProviderAnswer.Captured(chargeId));
      case "declined" -> Optional.of(new ProviderAnswer.Declined(reason));
      case "voided" -> Optional.of(new ProviderAnswer.Voided());
      default -> Optional.empty();
    };
  }

  private static ProviderAnswer refundAnswer(UUID refundId, PartnerReply reply) {
    return switch (reply.status()) {
      case 200, 201 -> new ProviderAnswer.Refunded(refundId);
      case 404, 409, 422 -> new ProviderAnswer.RefundRefused(refundId, "status " + reply.status());
      default -> new ProviderAnswer.Unclear("status " + reply.status());
    };
  }

  private static Future<ProviderAnswer> noAnswer(Throwable failure) {
    boolean notAsked =
        failure instanceof ServiceFailure service
            && service.code() == FailureCode.SERVICE_UNAVAILABLE;
    String why = String.valueOf(failure.getMessage());
    return Future.succeededFuture(
        notAsked ? new ProviderAnswer.NotAsked(why) : new ProviderAnswer.Unclear(why));
  }
}

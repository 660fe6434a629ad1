package stampede.payment;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import stampede.contracts.FailureCode;
import stampede.contracts.Money;
import stampede.contracts.payment.PaymentEvent;
import stampede.platform.aggregate.Aggregates;
import stampede.platform.aggregate.Decision;
import stampede.platform.aggregate.Moment;
import stampede.platform.aggregate.Verdict;
import stampede.platform.api.ApiAnswers;
import stampede.platform.api.ApiReply;
import stampede.platform.api.ApiRequest;
import stampede.platform.api.CallbackSignature;
import stampede.platform.api.RequestHash;
import stampede.platform.json.Json;

/** Answers customers, staff and the provider's callbacks. */
final class PaymentVerticle extends VerticleBase {

  private final ApiAnswers answers;
  private final Aggregates<Payment, PaymentEvent> payments;
  private final CallbackSignature signature;
  private final Clock clock;
  private final Runnable wakeCollection;

  PaymentVerticle(
      ApiAnswers answers,
      Aggregates<Payment, PaymentEvent> payments,
      CallbackSignature signature,
      Clock clock,
      Runnable wakeCollection) {
    this.answers = answers;
    this.payments = payments;
    this.signature = signature;
    this.clock = clock;
    this.wakeCollection = wakeCollection;
  }

  @Override
  public Future<?> start() {
    return Future.all(
        List.of(
            answers.serve("getPayment", (request, deadline) -> get(request)),
            answers.serve("refundPayment", (request, deadline) -> refund(request)),
            answers.serve("receiveProviderUpdate", (request, deadline) -> receive(request))));
  }

  private Future<ApiReply> get(ApiRequest request) {
    return payments
        .find(orderId(request))
        .map(
            found ->
                found
                    .filter(payment -> request.caller().mayActFor(payment.details().customerId()))
                    .<ApiReply>map(payment -> ApiReply.ok(PaymentView.of(payment)))
                    .orElseGet(PaymentVerticle::noSuchPayment));
  }

  private Future<ApiReply> refund(ApiRequest request) {
    GoodwillRefund wanted = request.body(GoodwillRefund.class);
    UUID orderId = orderId(request);
    Refund.Request origin =
        new Refund.Request(
            request.caller().subject() + ":" + request.required("Idempotency-Key"),
            RequestHash.of("refund", orderId, wanted));
    Moment moment = Moment.now(clock);
    return payments
        .decide(
            orderId,
            found ->
                found
                    .map(payment -> refund(payment, wanted.amount(), origin, moment))
                    .orElseGet(() -> Verdict.only(noSuchPayment())))
        .onSuccess(done -> wakeCollection.run());
  }

  private static Verdict<Payment, PaymentEvent, ApiReply> refund(
      Payment payment, Money amount, Refund.Request origin, Moment moment) {
    if (!(payment instanceof Payment.Paid paid)) {
      return notRefundable("the payment has not been captured");
    }
    Optional<Refund> earlier = paid.refundRequestedUnder(origin.key());
    if (earlier.isPresent()) {
      return Verdict.only(
          earlier.get().request().equals(Optional.of(origin))
              ? accepted(paid)
              : RequestHash.keyReused());
    }
    Money kept = paid.kept();
    if (!amount.currency().equals(kept.currency())) {
      return Verdict.only(
          ApiReply.refused(
              FailureCode.MIXED_CURRENCIES,
              "expected an amount in " + kept.currency(),
              "/amount/currency"));
    }
    if (amount.minorUnits() > kept.minorUnits()) {
      return notRefundable("of this payment only " + kept + " can be given back");
    }
    Payment.Paid after =
        paid.refund(Refund.goodwill(moment.freshId(), amount, origin), moment.at());
    return new Verdict<>(Decision.silently(after), accepted(after));
  }

  private static Verdict<Payment, PaymentEvent, ApiReply> notRefundable(String why) {
    return Verdict.only(ApiReply.refused(FailureCode.NOT_REFUNDABLE, why));
  }

  private static ApiReply accepted(Payment payment) {
    return ApiReply.accepted("/api/v1/payments/" + payment.orderId(), PaymentView.of(payment));
  }

  private Future<ApiReply> receive(ApiRequest request) {
    if (!signature.holds(request)) {
      return Future.succeededFuture(CallbackSignature.refusal());
    }
    // a partner's message may grow, unlike a client's
    ProviderUpdate update = Json.read(request.body(), ProviderUpdate.class);
    Optional<ProviderAnswer> answer = update.answer();
    Moment moment = Moment.now(clock);
    return payments
        .<ApiReply>decide(
            orderId(request),
            found -> {
              if (found.isEmpty()) {
                return Verdict.only(noSuchPayment());
              }
              Payment payment = found.get();
              return new Verdict<>(
                  answer.map(known -> payment.learn(known, moment)).orElseGet(Decision::nothing),
                  ApiReply.nothing());
            })
        .onSuccess(done -> wakeCollection.run());
  }

  private static UUID orderId(ApiRequest request) {
    return UUID.fromString(request.required("orderId"));
  }

  private static ApiReply noSuchPayment() {
    return ApiReply.refused(FailureCode.NO_SUCH_RESOURCE, "there is no payment of such an order");
  }

  private record GoodwillRefund(Money amount, String reason) {}

  /** What the provider tells by itself. */
  private record ProviderUpdate(
      String status, Optional<String> chargeId, Optional<String> reason, Optional<UUID> refundId) {

    Optional<ProviderAnswer> answer() {
      if (status.equals("refunded")) {
        return refundId.map(ProviderAnswer.Refunded::new);
      }
      return HttpPaymentProvider.statusAnswer(
          status, chargeId.orElse(""), reason.orElse("declined"));
    }
  }
}

package stampede.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import stampede.contracts.Money;
import stampede.contracts.payment.PaymentEvent;
import stampede.contracts.payment.PaymentEvent.PaymentCaptured;
import stampede.contracts.payment.PaymentEvent.PaymentDeclined;
import stampede.contracts.payment.PaymentEvent.PaymentFailed;
import stampede.contracts.payment.PaymentEvent.PaymentOutcomeUnknown;
import stampede.contracts.payment.PaymentEvent.PaymentRefunded;
import stampede.contracts.payment.PaymentEvent.RefundCause;
import stampede.platform.aggregate.Decision;
import stampede.platform.aggregate.Moment;

class PaymentProperties {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant GIVE_UP = NOW.plusSeconds(600);
  private static final UUID ORDER = new UUID(0, 1);
  private static final ProviderAnswer CAPTURED = new ProviderAnswer.Captured("charge");
  private static final ProviderAnswer UNCLEAR = new ProviderAnswer.Unclear("time-out");

  private static Money pounds(long pence) {
    return new Money(pence, "GBP");
  }

  private static Moment moment() {
    return new Moment(NOW, UUID.randomUUID(), 0.5);
  }

  private static Payment pending() {
    return new Payment.Pending(
        new PaymentDetails(
            ORDER,
            "kim",
            0,
            pounds(100),
            "tok_visa",
            pounds(100),
            0,
            false,
            GIVE_UP,
            Optional.of(NOW)));
  }

  private static Payment attempted() {
    return pending().attempt(NOW.plusSeconds(10));
  }

  private static Payment.Paid paid() {
    return (Payment.Paid) after(attempted().learn(CAPTURED, moment()));
  }

  private static Payment after(Decision<Payment, PaymentEvent> decision) {
    return decision.after().orElseThrow();
  }

  /** What may happen to a payment, in any order. */
  enum Happening {
    ASKED,
    ASKED_AND_ANSWER_LOST,
    ASKED_AND_OVERTAKEN_BY_CALLBACK,
    NOT_REACHED,
    CALLBACK,
    CALLBACK_LATE,
    OWED_HALF,
    OWED_NOTHING,
    GOODWILL,
    TIME_IS_UP
  }

  /**
   * Whatever crosses whatever: in the end the provider has captured at most once, and holds what is
   * owed, no more and no less, unless it never captured.
   */
  @Property(tries = 5_000)
  void inTheEndTheProviderHoldsWhatIsOwed(
      @ForAll List<Happening> happenings, @ForAll boolean declines) {
    ModelProvider provider = new ModelProvider(declines);
    Payment payment = pending();
    Instant now = NOW;
    for (Happening happening : happenings) {
      if (happening == Happening.TIME_IS_UP) {
        now = GIVE_UP;
      }
      payment = happen(happening, payment, provider, now);
    }

    Payment settled = settle(payment, provider, now);

    assertThat(settled.details().dueAt()).as("when it is looked at again").isEmpty();
    assertThat(provider.captures()).isLessThanOrEqualTo(1);
    switch (settled) {
      case Payment.Paid paid -> {
        Money owed = paid.details().owed().minus(paid.goodwill());
        assertThat(provider.captured()).isEqualTo(paid.details().amount().minorUnits());
        assertThat(provider.captured() - provider.refunded())
            .isEqualTo(Math.max(0, owed.minorUnits()));
      }
      case Payment.Closed closed -> assertThat(provider.captured()).isZero();
      case Payment.Open open -> assertThat(open).as("it must come to an end").isNull();
    }
  }

  private static Payment happen(
      Happening happening, Payment payment, ModelProvider provider, Instant now) {
    Moment moment = new Moment(now, UUID.randomUUID(), 0.5);
    return switch (happening) {
      case ASKED -> ask(payment, provider, now, true);
      case ASKED_AND_ANSWER_LOST -> ask(payment, provider, now, false);
      case ASKED_AND_OVERTAKEN_BY_CALLBACK ->
          after(ask(payment, provider, now, true).learn(UNCLEAR, moment));
      case NOT_REACHED ->
          after(payment.attempt(now).learn(new ProviderAnswer.NotAsked("open"), moment));
      case CALLBACK, CALLBACK_LATE -> after(payment.learn(provider.status(), moment));
      case OWED_HALF ->
          payment.details().owed().minorUnits() > 50
              ? after(payment.owe(pounds(50), moment))
              : payment;
      case OWED_NOTHING -> after(payment.owe(pounds(0), moment));
      case GOODWILL -> goodwill(payment, moment);
      case TIME_IS_UP -> payment;
    };
  }

  private static Payment goodwill(Payment payment, Moment moment) {
    if (!(payment instanceof Payment.Paid paid) || paid.kept().minorUnits() < 10) {
      return payment;
    }
    return paid.refund(
        Refund.goodwill(moment.freshId(), pounds(10), new Refund.Request("k", "h")), moment.at());
  }

  private static Payment ask(
      Payment payment, ModelProvider provider, Instant now, boolean answered) {
    Optional<ProviderQuestion> question = payment.question(now);
    if (question.isEmpty()) {
      return payment;
    }
    Payment asking = payment.attempt(now.plusSeconds(10));
    ProviderAnswer answer = provider.ask(question.get());
    return after(
        asking.learn(answered ? answer : UNCLEAR, new Moment(now, UUID.randomUUID(), 0.5)));
  }

  /** Asks, answered, until nothing is to be asked any more. */
  private static Payment settle(Payment payment, ModelProvider provider, Instant now) {
    Payment settled = payment;
    for (int i = 0; i < 50 && settled.question(now).isPresent(); i++) {
      settled = ask(settled, provider, now, true);
    }
    return settled;
  }

  @Example
  void isToldOnceThatItIsCaptured() {
    Decision<Payment, PaymentEvent> first = attempted().learn(CAPTURED, moment());

    assertThat(first.events()).containsExactly(new PaymentCaptured(ORDER, pounds(100), "charge"));
    assertThat(after(first).learn(CAPTURED, moment()).events()).isEmpty();
  }

  @Example
  void isToldOnceThatNobodyKnows() {
    Decision<Payment, PaymentEvent> first = attempted().learn(UNCLEAR, moment());

    assertThat(first.events()).containsExactly(new PaymentOutcomeUnknown(ORDER));
    assertThat(after(first).learn(UNCLEAR, moment()).events()).isEmpty();
  }

  @Example
  void aProviderThatWasNotReachedLeavesNoDoubt() {
    Decision<Payment, PaymentEvent> decision =
        attempted().learn(new ProviderAnswer.NotAsked("breaker open"), moment());

    assertThat(decision.events()).isEmpty();
    assertThat(after(decision)).isInstanceOf(Payment.Pending.class);
  }

  @Example
  void isAskedAboutAgainLaterAndLater() {
    Payment once = after(attempted().learn(UNCLEAR, moment()));
    Payment twice = after(once.attempt(NOW).learn(UNCLEAR, moment()));

    assertThat(once.details().dueAt().orElseThrow()).isAfter(NOW);
    assertThat(twice.details().dueAt().orElseThrow()).isAfter(once.details().dueAt().orElseThrow());
  }

  @Example
  void isVoidedWhenTheTimeIsUp() {
    assertThat(attempted().question(GIVE_UP.minusMillis(1)))
        .containsInstanceOf(ProviderQuestion.Charge.class);
    assertThat(attempted().question(GIVE_UP)).containsInstanceOf(ProviderQuestion.VoidCharge.class);
  }

  @Example
  void aVoidThatFindsTheMoneyTakenIsACapture() {
    Payment late = after(attempted().learn(UNCLEAR, moment()));

    assertThat(late.learn(CAPTURED, moment()).events())
        .containsExactly(new PaymentCaptured(ORDER, pounds(100), "charge"));
  }

  @Example
  void anOrderThatIsCancelledBeforeTheFirstAttemptIsNeverCharged() {
    Decision<Payment, PaymentEvent> decision = pending().owe(pounds(0), moment());

    assertThat(decision.events()).hasSize(1).first().isInstanceOf(PaymentFailed.class);
    assertThat(after(decision).question(NOW)).isEmpty();
  }

  @Example
  void anOrderThatIsCancelledDuringAnAttemptIsVoided() {
    Payment owingNothing = after(attempted().owe(pounds(0), moment()));

    assertThat(owingNothing.question(NOW)).containsInstanceOf(ProviderQuestion.VoidCharge.class);
    assertThat(owingNothing.learn(new ProviderAnswer.Voided(), moment()).events())
        .hasSize(1)
        .first()
        .isInstanceOf(PaymentFailed.class);
  }

  @Example
  void aLateCaptureOfACancelledOrderIsGivenBack() {
    Payment owingNothing = after(attempted().owe(pounds(0), moment()));

    Payment captured = after(owingNothing.learn(CAPTURED, moment()));

    assertThat(captured.question(NOW))
        .hasValueSatisfying(
            question ->
                assertThat(question)
                    .isInstanceOfSatisfying(
                        ProviderQuestion.Refund.class,
                        refund -> assertThat(refund.amount()).isEqualTo(pounds(100))));
  }

  @Example
  void whatIsNoLongerOwedIsGivenBackByItself() {
    Payment.Paid owingLess = (Payment.Paid) after(paid().owe(pounds(30), moment()));
    ProviderQuestion.Refund question =
        (ProviderQuestion.Refund) owingLess.question(NOW).orElseThrow();

    Decision<Payment, PaymentEvent> decision =
        owingLess.learn(new ProviderAnswer.Refunded(question.refundId()), moment());

    assertThat(question.amount()).isEqualTo(pounds(70));
    assertThat(decision.events())
        .containsExactly(
            new PaymentRefunded(ORDER, question.refundId(), pounds(70), RefundCause.OWED_LESS));
    assertThat(after(decision).question(NOW)).isEmpty();
  }

  @Example
  void goodwillIsNotGivenBackTwice() {
    Payment.Paid generous =
        paid()
            .refund(
                Refund.goodwill(UUID.randomUUID(), pounds(20), new Refund.Request("k", "h")), NOW);

    Payment.Paid cancelled = (Payment.Paid) after(generous.owe(pounds(0), moment()));

    assertThat(cancelled.kept()).isEqualTo(pounds(0));
    assertThat(cancelled.refunds())
        .extracting(Refund::amount)
        .containsExactly(pounds(20), pounds(80));
  }

  @Example
  void aRefundThatTheProviderRefusesStaysOnTheList() {
    Payment owingLess = after(paid().owe(pounds(0), moment()));
    UUID refundId = ((ProviderQuestion.Refund) owingLess.question(NOW).orElseThrow()).refundId();

    Payment refused =
        after(owingLess.learn(new ProviderAnswer.RefundRefused(refundId, "409"), moment()));

    assertThat(refused.question(NOW)).isPresent();
    assertThat(refused.details().dueAt().orElseThrow()).isAfter(NOW);
  }

  @Example
  void aDeclineIsFinal() {
    Decision<Payment, PaymentEvent> declined =
        attempted().learn(new ProviderAnswer.Declined("no funds"), moment());

    assertThat(declined.events()).containsExactly(new PaymentDeclined(ORDER, "no funds"));
    assertThat(after(declined).question(NOW)).isEmpty();
  }

  @Example
  void aProviderThatBreaksItsWordMustBeSeen() {
    Payment voided = after(attempted().learn(new ProviderAnswer.Voided(), moment()));

    assertThatThrownBy(() -> voided.learn(CAPTURED, moment()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("charge");
  }
}

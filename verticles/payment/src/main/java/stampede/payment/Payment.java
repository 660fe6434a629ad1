package stampede.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import stampede.contracts.Money;
import stampede.contracts.payment.PaymentEvent;
import stampede.contracts.payment.PaymentEvent.PaymentCaptured;
import stampede.contracts.payment.PaymentEvent.PaymentDeclined;
import stampede.contracts.payment.PaymentEvent.PaymentFailed;
import stampede.contracts.payment.PaymentEvent.PaymentOutcomeUnknown;
import stampede.contracts.payment.PaymentEvent.PaymentRefunded;
import stampede.payment.ProviderAnswer.Captured;
import stampede.platform.aggregate.Decision;
import stampede.platform.aggregate.Moment;

/** The one payment of an order. Commands and answers that come twice or too late change nothing. */
sealed interface Payment {

  Duration FIRST_WAIT = Duration.ofMillis(500);
  Duration LONGEST_WAIT = Duration.ofSeconds(30);

  PaymentDetails details();

  default UUID orderId() {
    return details().orderId();
  }

  /** The order owes that much from now on. */
  Decision<Payment, PaymentEvent> owe(Money owed, Moment moment);

  /** What the provider is to be asked now, if anything. */
  Optional<ProviderQuestion> question(Instant now);

  /** The question is about to be asked. */
  Payment attempt(Instant again);

  /** The provider, or its callback, said so. */
  Decision<Payment, PaymentEvent> learn(ProviderAnswer answer, Moment moment);

  /** When to ask the provider again. */
  default Instant again(Moment moment) {
    return moment.backOff(details().attempts(), FIRST_WAIT, LONGEST_WAIT);
  }

  /** Not known yet whether it is captured. */
  sealed interface Open extends Payment {

    Payment with(PaymentDetails details);

    @Override
    default Decision<Payment, PaymentEvent> owe(Money owed, Moment moment) {
      PaymentDetails owing = details().owing(owed);
      if (!owed.isZero()) {
        return Decision.silently(with(owing));
      }
      return owing.attempted()
          ? Decision.silently(with(owing.dueAt(moment.at())))
          : fail(owing, "the order was cancelled before it was paid");
    }

    @Override
    default Optional<ProviderQuestion> question(Instant now) {
      boolean giveUp = details().owed().isZero() || !now.isBefore(details().giveUpAt());
      return Optional.of(
          giveUp
              ? new ProviderQuestion.VoidCharge(orderId())
              : new ProviderQuestion.Charge(
                  orderId(), details().amount(), details().paymentToken()));
    }

    @Override
    default Payment attempt(Instant again) {
      return with(details().attempting(again));
    }

    @Override
    default Decision<Payment, PaymentEvent> learn(ProviderAnswer answer, Moment moment) {
      return switch (answer) {
        case Captured captured -> capture(captured.chargeId(), moment);
        case ProviderAnswer.Declined declined ->
            Decision.of(
                new Declined(details().settled().told(), declined.reason()),
                List.of(new PaymentDeclined(orderId(), declined.reason())));
        case ProviderAnswer.Voided voided ->
            fail(
                details(),
                details().owed().isZero()
                    ? "the order was cancelled before it was paid"
                    : "the payment could not be made in time");
        case ProviderAnswer.Unclear unclear -> doubt(moment);
        case ProviderAnswer.NotAsked notAsked ->
            Decision.silently(with(details().dueAt(again(moment))));
        case ProviderAnswer.Refunded refunded -> Decision.silently(this);
        case ProviderAnswer.RefundRefused refused -> Decision.silently(this);
      };
    }

    /** Nobody knows what the provider has done. */
    Decision<Payment, PaymentEvent> doubt(Moment moment);

    private Decision<Payment, PaymentEvent> capture(String chargeId, Moment moment) {
      Paid paid = new Paid(details().settled().told(), chargeId, List.of());
      return Decision.of(
          paid.refundWhatIsOver(moment),
          List.of(new PaymentCaptured(orderId(), details().amount(), chargeId)));
    }

    private static Decision<Payment, PaymentEvent> fail(PaymentDetails details, String reason) {
      return Decision.of(
          new Failed(details.settled().told(), reason),
          List.of(new PaymentFailed(details.orderId(), reason)));
    }
  }

  /** The provider has not been asked, or has not done anything. */
  record Pending(PaymentDetails details) implements Open {

    @Override
    public Payment with(PaymentDetails changed) {
      return new Pending(changed);
    }

    @Override
    public Decision<Payment, PaymentEvent> doubt(Moment moment) {
      PaymentDetails again = details.dueAt(again(moment));
      return Decision.of(new Unknown(again.told()), List.of(new PaymentOutcomeUnknown(orderId())));
    }
  }

  /** The provider may have captured it. */
  record Unknown(PaymentDetails details) implements Open {

    @Override
    public Payment with(PaymentDetails changed) {
      return new Unknown(changed);
    }

    @Override
    public Decision<Payment, PaymentEvent> doubt(Moment moment) {
      return Decision.silently(with(details.dueAt(again(moment))));
    }
  }

  /** Captured; part or all of it may have been given back. */
  record Paid(PaymentDetails details, String chargeId, List<Refund> refunds) implements Payment {

    public Paid {
      refunds = List.copyOf(refunds);
    }

    /** What staff gave back beyond what the order says. */
    Money goodwill() {
      return refunds.stream()
          .filter(refund -> refund.cause() == PaymentEvent.RefundCause.GOODWILL)
          .map(Refund::amount)
          .reduce(Money.zero(details.amount().currency()), Money::plus);
    }

    /** What the customer has paid and has not got, or been promised, back. */
    Money kept() {
      return refunds.stream().map(Refund::amount).reduce(details.amount(), Money::minus);
    }

    Paid refundWhatIsOver(Moment moment) {
      Money owed = details.owed().minus(goodwill());
      Money over = kept().minus(owed.isPositive() ? owed : Money.zero(details.amount().currency()));
      return over.isPositive()
          ? refund(Refund.owedLess(moment.freshId(), over), moment.at())
          : this;
    }

    /** Staff gives money back; it must not be more than is kept. */
    Paid refund(Refund refund, Instant now) {
      List<Refund> more = new ArrayList<>(refunds);
      more.add(refund);
      return new Paid(details.dueAt(now), chargeId, more);
    }

    Optional<Refund> refundRequestedUnder(String key) {
      return refunds.stream()
          .filter(refund -> refund.request().filter(r -> r.key().equals(key)).isPresent())
          .findFirst();
    }

    @Override
    public Decision<Payment, PaymentEvent> owe(Money owed, Moment moment) {
      return Decision.silently(
          new Paid(details.owing(owed), chargeId, refunds).refundWhatIsOver(moment));
    }

    @Override
    public Optional<ProviderQuestion> question(Instant now) {
      return refunds.stream()
          .filter(refund -> !refund.done())
          .findFirst()
          .map(refund -> new ProviderQuestion.Refund(orderId(), refund.id(), refund.amount()));
    }

    @Override
    public Payment attempt(Instant again) {
      return isSettled()
          ? new Paid(details.settled(), chargeId, refunds)
          : new Paid(details.attempting(again), chargeId, refunds);
    }

    private boolean isSettled() {
      return refunds.stream().allMatch(Refund::done);
    }

    @Override
    public Decision<Payment, PaymentEvent> learn(ProviderAnswer answer, Moment moment) {
      return switch (answer) {
        case ProviderAnswer.Refunded refunded -> confirm(refunded.refundId(), moment.at());
        case ProviderAnswer.RefundRefused refused -> Decision.silently(later(moment));
        case ProviderAnswer.Unclear unclear -> Decision.silently(later(moment));
        case ProviderAnswer.NotAsked notAsked -> Decision.silently(later(moment));
        case Captured again -> Decision.silently(this);
        case ProviderAnswer.Declined late -> Decision.silently(this);
        case ProviderAnswer.Voided late -> Decision.silently(this);
      };
    }

    /** An unclear answer about a refund that a callback has confirmed meanwhile changes nothing. */
    private Payment later(Moment moment) {
      return isSettled() ? this : new Paid(details.dueAt(again(moment)), chargeId, refunds);
    }

    private Decision<Payment, PaymentEvent> confirm(UUID refundId, Instant now) {
      List<Refund> after = new ArrayList<>();
      List<PaymentEvent> events = new ArrayList<>();
      for (Refund refund : refunds) {
        if (refund.id().equals(refundId) && !refund.done()) {
          after.add(refund.confirmed());
          events.add(new PaymentRefunded(orderId(), refundId, refund.amount(), refund.cause()));
        } else {
          after.add(refund);
        }
      }
      if (events.isEmpty()) {
        return Decision.silently(this);
      }
      Paid paid = new Paid(details.settled().told(), chargeId, after);
      return Decision.of(
          paid.isSettled() ? paid : new Paid(paid.details.dueAt(now), chargeId, after), events);
    }
  }

  /** Never captured, and never will be. */
  sealed interface Closed extends Payment {

    @Override
    default Optional<ProviderQuestion> question(Instant now) {
      return Optional.empty();
    }

    @Override
    default Payment attempt(Instant again) {
      return this;
    }

    /** A capture after all would break the provider's word that it will never be. */
    @Override
    default Decision<Payment, PaymentEvent> learn(ProviderAnswer answer, Moment moment) {
      if (answer instanceof Captured captured) {
        throw new IllegalStateException(
            "the provider says that it captured %s, which it had declined or voided: charge %s"
                .formatted(orderId(), captured.chargeId()));
      }
      return Decision.silently(this);
    }
  }

  /** The provider said no. */
  record Declined(PaymentDetails details, String reason) implements Closed {

    @Override
    public Decision<Payment, PaymentEvent> owe(Money owed, Moment moment) {
      return Decision.silently(new Declined(details.owing(owed), reason));
    }
  }

  /** It was given up. */
  record Failed(PaymentDetails details, String reason) implements Closed {

    @Override
    public Decision<Payment, PaymentEvent> owe(Money owed, Moment moment) {
      return Decision.silently(new Failed(details.owing(owed), reason));
    }
  }
}

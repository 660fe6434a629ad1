package stampede.payment;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stampede.contracts.payment.PaymentEvent;
import stampede.platform.aggregate.Aggregates;
import stampede.platform.aggregate.Due;
import stampede.platform.aggregate.DueWork;
import stampede.platform.aggregate.Instruction;
import stampede.platform.aggregate.Moment;
import stampede.platform.database.GroupCommit;

/**
 * Asks the provider about every payment that is due, and writes down what it says. The attempt is
 * written before the provider is asked, the answer after; a crash in between asks again.
 */
final class PaymentCollection {

  private static final Logger LOG = LoggerFactory.getLogger(PaymentCollection.class);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final int MOST_AT_A_TIME = 64;
  private static final int LONGEST_QUEUE = 10_000;

  private final Aggregates<Payment, PaymentEvent> payments;
  private final PaymentProvider provider;
  private final Clock clock;
  private final Duration lease;
  private final GroupCommit<Instruction<Payment, PaymentEvent>, Void> learning;

  /**
   * The collection.
   *
   * @param lease how long an answer may take before the payment is taken up again
   */
  PaymentCollection(
      Aggregates<Payment, PaymentEvent> payments,
      PaymentProvider provider,
      Clock clock,
      Duration lease) {
    this.payments = payments;
    this.provider = provider;
    this.clock = clock;
    this.lease = lease;
    this.learning = new GroupCommit<>(MOST_AT_A_TIME, LONGEST_QUEUE, payments::carryOut);
  }

  DueWork<Payment> work() {
    return new DueWork<>(
        "collection of payments", LOOK, MOST_AT_A_TIME, Payment::orderId, this::claim, this::ask);
  }

  private Future<List<Due<Payment>>> claim(int most) {
    Instant now = clock.instant();
    return payments.claim(now, most, payment -> payment.attempt(now.plus(lease)));
  }

  private Future<Void> ask(Payment payment) {
    return payment
        .question(clock.instant())
        .map(question -> provider.ask(question).compose(answer -> learn(payment, answer)))
        .orElseGet(Future::succeededFuture);
  }

  private Future<Void> learn(Payment asked, ProviderAnswer answer) {
    if (answer instanceof ProviderAnswer.RefundRefused refused) {
      LOG.error(
          "the provider refuses refund {} of order {} ({}): it is asked again, but see to it",
          refused.refundId(),
          asked.orderId(),
          refused.why());
    }
    Moment moment = Moment.now(clock);
    return learning.submit(
        Instruction.change(asked.orderId(), payment -> payment.learn(answer, moment)));
  }
}

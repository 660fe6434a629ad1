package stampede.auditor;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import stampede.contracts.Event;
import stampede.contracts.payment.PaymentEvent;
import stampede.contracts.payment.PaymentEvent.PaymentRefunded;

/** A payment, as its events tell it. */
final class PaymentFold implements Fold {

  private PaymentState state = PaymentState.PENDING;
  private long captured;
  private String currency = "";
  private String chargeId = "";
  private Map<UUID, PaymentRefunded> refunds = Map.of();

  @Override
  public Optional<String> apply(Event event) {
    PaymentState before = state;
    boolean fits = go((PaymentEvent) event);
    return Fold.fits(fits, event, before);
  }

  private boolean go(PaymentEvent event) {
    return switch (event) {
      case PaymentEvent.PaymentCaptured capture -> {
        boolean fits = state.open();
        state = PaymentState.PAID;
        captured = capture.amount().minorUnits();
        currency = capture.amount().currency().intern();
        chargeId = capture.chargeId();
        yield fits;
      }
      case PaymentEvent.PaymentDeclined declined -> become(PaymentState.DECLINED, state.open());
      case PaymentEvent.PaymentFailed failed -> become(PaymentState.FAILED, state.open());
      case PaymentEvent.PaymentOutcomeUnknown unknown ->
          become(PaymentState.UNKNOWN, state == PaymentState.PENDING);
      case PaymentRefunded refunded -> {
        refunds = new HashMap<>(refunds);
        yield state == PaymentState.PAID && refunds.put(refunded.refundId(), refunded) == null;
      }
    };
  }

  private boolean become(PaymentState next, boolean fits) {
    state = next;
    return fits;
  }

  PaymentState state() {
    return state;
  }

  /** In minor units; 0 unless it is paid. */
  long captured() {
    return captured;
  }

  /** That of what was captured; empty unless it is paid. */
  String currency() {
    return currency;
  }

  String chargeId() {
    return chargeId;
  }

  Map<UUID, PaymentRefunded> refunds() {
    return refunds;
  }
}

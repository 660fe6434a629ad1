package stampede.payment;

import java.util.Optional;
import java.util.UUID;
import stampede.contracts.Money;
import stampede.contracts.payment.PaymentEvent.RefundCause;

/**
 * Money that is given back.
 *
 * @param done whether the provider has confirmed it
 * @param request the idempotency key and the hash of the request that asked for it, if somebody did
 */
record Refund(UUID id, Money amount, RefundCause cause, boolean done, Optional<Request> request) {

  record Request(String key, String hash) {}

  static Refund owedLess(UUID id, Money amount) {
    return new Refund(id, amount, RefundCause.OWED_LESS, false, Optional.empty());
  }

  static Refund goodwill(UUID id, Money amount, Request request) {
    return new Refund(id, amount, RefundCause.GOODWILL, false, Optional.of(request));
  }

  Refund confirmed() {
    return new Refund(id, amount, cause, true, request);
  }
}

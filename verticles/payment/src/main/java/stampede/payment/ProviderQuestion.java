package stampede.payment;

import java.util.UUID;
import stampede.contracts.Money;

/** What the provider can be asked. Each can be asked any number of times with one effect. */
sealed interface ProviderQuestion {

  /** Take the money, unless you have. */
  record Charge(UUID orderId, Money amount, String paymentToken) implements ProviderQuestion {}

  /** Never take the money, unless you have. */
  record VoidCharge(UUID orderId) implements ProviderQuestion {}

  /** Give money back, unless you have. */
  record Refund(UUID orderId, UUID refundId, Money amount) implements ProviderQuestion {}
}

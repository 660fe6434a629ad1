package stampede.payment;

import java.util.UUID;

/** What is known of the provider's doing. */
sealed interface ProviderAnswer {

  /** It has the money. */
  record Captured(String chargeId) implements ProviderAnswer {}

  /** It said no, and has nothing. */
  record Declined(String reason) implements ProviderAnswer {}

  /** It has nothing and will never take it. */
  record Voided() implements ProviderAnswer {}

  /** It has given that back. */
  record Refunded(UUID refundId) implements ProviderAnswer {}

  /** It will not give that back, which it should. */
  record RefundRefused(UUID refundId, String why) implements ProviderAnswer {}

  /** It was asked, and may or may not have done it. */
  record Unclear(String why) implements ProviderAnswer {}

  /** It was certainly not asked. */
  record NotAsked(String why) implements ProviderAnswer {}
}

package stampede.contracts.account;

import java.util.UUID;

/** What is known of an API key. */
public sealed interface ApiKeyVerification {

  /**
   * It holds.
   *
   * @param keyId what it is known by; no secret
   * @param customerId whose it is, and as whom its bearer acts
   * @param plan the name of the plan that its calls count against
   */
  record Holds(UUID keyId, String customerId, String plan) implements ApiKeyVerification {}

  /** There is none, or it was revoked. */
  record DoesNotHold() implements ApiKeyVerification {}
}

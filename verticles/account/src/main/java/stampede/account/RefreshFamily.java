package stampede.account;

import java.time.Instant;
import java.util.UUID;

/**
 * The refresh tokens that came of one login: each can be used once and gives the next. One that
 * comes again has been stolen, or its successor has; nobody can tell which, so all of them end.
 *
 * @param current the hash of the only one that holds
 * @param endsAt when the customer has to log in again, however often they were used
 */
record RefreshFamily(
    UUID id,
    String clientId,
    UUID customerId,
    String scope,
    String current,
    Instant endsAt,
    boolean revoked) {

  /** What comes of presenting a token of the family. */
  sealed interface Presented {

    /** It held; its successor holds from now on. */
    record Rotated(RefreshFamily family) implements Presented {}

    /** It was used before: nothing of the family holds any more. */
    record Reused(RefreshFamily family) implements Presented {}

    /** It does not hold, and nothing changes. */
    record Refused() implements Presented {}
  }

  /**
   * Presents a token that is of this family.
   *
   * @param hash the token's
   * @param byClient who is sure to present it
   * @param successor the hash of the token that would come next
   */
  Presented present(String hash, String byClient, String successor, Instant now) {
    if (revoked || !clientId.equals(byClient) || !endsAt.isAfter(now)) {
      return new Presented.Refused();
    }
    return hash.equals(current)
        ? new Presented.Rotated(
            new RefreshFamily(id, clientId, customerId, scope, successor, endsAt, false))
        : new Presented.Reused(asRevoked());
  }

  RefreshFamily asRevoked() {
    return new RefreshFamily(id, clientId, customerId, scope, current, endsAt, true);
  }
}

package stampede.account;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What stands behind an authorization code.
 *
 * @param clientId who asked for it and may redeem it
 * @param redirectUri where it was sent
 * @param challenge the S256 code challenge (RFC 7636)
 * @param scope what was asked for, words with spaces between; may be empty
 * @param nonce of OpenID Connect; may be empty
 * @param used whether it has been redeemed, or tried in vain
 * @param family the tokens that came of it
 */
record AuthorizationGrant(
    String clientId,
    UUID customerId,
    String redirectUri,
    String challenge,
    String scope,
    String nonce,
    Instant endsAt,
    boolean used,
    Optional<UUID> family) {

  /** What comes of redeeming it. Whatever it is, the code is used from then on. */
  enum Redemption {
    GRANTED,
    /** Somebody else has the code as well: what came of it is to be revoked. */
    REUSED,
    REFUSED
  }

  /**
   * Redeems it.
   *
   * @param byClient who is sure to ask
   * @param to the redirect URI that is claimed
   * @param proof the S256 challenge of the verifier that was sent
   */
  Redemption redeem(String byClient, String to, String proof, Instant now) {
    if (!clientId.equals(byClient)) {
      return Redemption.REFUSED;
    }
    if (used) {
      return Redemption.REUSED;
    }
    boolean holds = endsAt.isAfter(now) && redirectUri.equals(to) && challenge.equals(proof);
    return holds ? Redemption.GRANTED : Redemption.REFUSED;
  }
}

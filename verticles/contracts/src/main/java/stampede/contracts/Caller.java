package stampede.contracts;

/**
 * On whose behalf something is asked. Only the gateway makes one from what came from outside, after
 * it has verified the token; services trust it because the bus carried it.
 *
 * @param subject the customer's or the staff member's id; empty for nobody
 * @param role what the caller may act as
 */
public record Caller(String subject, Role role) {

  /** Somebody without a token. */
  public static final Caller ANONYMOUS = new Caller("", Role.ANONYMOUS);

  /** Whether the caller may see and change what belongs to that customer. */
  public boolean mayActFor(String customerId) {
    return role == Role.STAFF || (role == Role.CUSTOMER && subject.equals(customerId));
  }
}

package stampede.account;

import java.time.Instant;
import java.util.UUID;

/**
 * What a customer's program shows instead of a token. Also what he sees of it; the key itself is
 * shown when it is made and never again.
 *
 * @param name what he calls it
 * @param plan the name of the plan that its calls count against
 */
record ApiKey(UUID id, String name, String plan, Instant createdAt) {

  /** How many a customer can have that hold. */
  static final int MOST = 20;

  /** The plan of keys that customers make for themselves; another one is the staff's to give. */
  static final String USUAL_PLAN = "standard";
}

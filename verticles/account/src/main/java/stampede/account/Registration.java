package stampede.account;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who says that a mailbox is his and has not shown it yet.
 *
 * @param id the customer's, once there is one
 * @param email in lower case
 * @param passwordHash of the password that he chose
 * @param endsAt until when the code of its mail holds
 */
record Registration(UUID id, String email, String name, String passwordHash, Instant endsAt) {

  /** How many may wait at a time for one address, so that nobody's mailbox is flooded. */
  static final int MOST = 3;

  @Override
  public String toString() {
    return "Registration " + id;
  }
}

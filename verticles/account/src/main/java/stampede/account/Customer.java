package stampede.account;

import java.util.Locale;
import java.util.UUID;

/**
 * Somebody who has shown that the mailbox is his. Also what he and the staff see of him.
 *
 * @param id what he is known by, for ever; the subject of his tokens
 * @param email his address, in lower case
 * @param name what he is called
 * @param version counts the changes, from 1
 */
record Customer(UUID id, String email, String name, long version) {

  Customer renamed(String newName) {
    return new Customer(id, email, newName, version + 1);
  }

  /** How addresses are compared: providers that tell upper from lower case are not known. */
  static String normalized(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }
}

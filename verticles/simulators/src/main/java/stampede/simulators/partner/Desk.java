package stampede.simulators.partner;

import java.util.Optional;

/**
 * The ledger as its only thread sees it, for the length of one decision: everything posted before
 * is visible, and nobody else posts in between.
 */
public interface Desk<E> {

  /** The latest entry under that key. */
  Optional<Posted<E>> latest(String key);

  /** Adds an entry. It is on disk before the answer of the decision that posted it is given. */
  Posted<E> post(E entry);
}

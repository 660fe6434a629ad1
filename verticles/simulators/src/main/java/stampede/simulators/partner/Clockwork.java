package stampede.simulators.partner;

import java.time.Duration;
import java.util.Optional;

/** What happens by itself when time passes. */
public interface Clockwork<E> {

  /** How long after this entry the next follows by itself, if nothing else happens before. */
  Optional<Duration> wait(E entry);

  /** The entry that follows by itself. Called on the ledger's thread; must not block. */
  E next(Posted<E> entry);

  /** The news of it for the caller; called on the event loop when the entry is on disk. */
  Update update(Posted<E> entry);
}

package stampede.auditor;

import java.util.Optional;
import stampede.contracts.Event;

/** The state of one aggregate, as its events tell it. Not thread-safe. */
interface Fold {

  /**
   * Takes in the next event.
   *
   * @return why this event cannot happen here, if so; the state then goes on from it as far as it
   *     makes sense
   */
  Optional<String> apply(Event event);

  /** What to answer to an event that does not fit to the state. */
  static Optional<String> fits(boolean fits, Event event, Object state) {
    return fits
        ? Optional.empty()
        : Optional.of("%s when it was %s".formatted(event.getClass().getSimpleName(), state));
  }
}

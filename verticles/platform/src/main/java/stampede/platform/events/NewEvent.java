package stampede.platform.events;

import stampede.contracts.Event;
import stampede.platform.telemetry.Traces;

/**
 * An event that has been decided and is to be published.
 *
 * @param sequence its place among the events of its aggregate, from 1 without gaps
 * @param event what happened
 * @param trace the {@code traceparent} of what caused it; empty when there is none
 */
public record NewEvent(long sequence, Event event, String trace) {

  /** An event of the current trace. */
  public static NewEvent of(long sequence, Event event) {
    return new NewEvent(sequence, event, Traces.currentParent());
  }
}

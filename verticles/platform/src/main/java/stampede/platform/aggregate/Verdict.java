package stampede.platform.aggregate;

import stampede.contracts.Event;

/**
 * A decision together with what to answer whoever asked for it.
 *
 * @param decision what becomes of the aggregate
 * @param answer what to say, once that is durable
 */
public record Verdict<S, E extends Event, R>(Decision<S, E> decision, R answer) {

  /** The aggregate stays as it is, or stays away. */
  public static <S, E extends Event, R> Verdict<S, E, R> only(R answer) {
    return new Verdict<>(Decision.nothing(), answer);
  }
}

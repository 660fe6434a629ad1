package stampede.platform.aggregate;

import java.util.List;
import java.util.Optional;
import stampede.contracts.Event;

/**
 * What a command on an aggregate comes to.
 *
 * @param after the aggregate from then on, its version counting these events too; empty when it
 *     stays as it is, or stays away
 * @param events what is told, in order
 */
public record Decision<S, E extends Event>(Optional<S> after, List<E> events) {

  /** Copies the events. */
  public Decision {
    events = List.copyOf(events);
  }

  /** The aggregate is that from then on, and this is told. */
  public static <S, E extends Event> Decision<S, E> of(S after, List<? extends E> events) {
    return new Decision<>(Optional.of(after), List.copyOf(events));
  }

  /** The aggregate is that from then on, and nothing is told. */
  public static <S, E extends Event> Decision<S, E> silently(S after) {
    return new Decision<>(Optional.of(after), List.of());
  }

  /** Whether there is such an aggregate or not, it stays so. */
  public static <S, E extends Event> Decision<S, E> nothing() {
    return new Decision<>(Optional.empty(), List.of());
  }
}

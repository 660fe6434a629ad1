package stampede.platform.aggregate;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import stampede.contracts.Event;
import stampede.platform.telemetry.Traces;

/**
 * Something to be decided about an aggregate.
 *
 * @param id which one
 * @param decide the pure decision; gets empty when there is no such aggregate
 * @param trace the {@code traceparent} of what caused it, passed on in its events
 */
public record Instruction<S, E extends Event>(
    UUID id, Function<Optional<S>, Decision<S, E>> decide, String trace) {

  /** Decides about an aggregate if it exists, else does nothing. */
  public static <S, E extends Event> Instruction<S, E> change(
      UUID id, Function<S, Decision<S, E>> decide, String trace) {
    return new Instruction<>(id, before -> before.map(decide).orElseGet(Decision::nothing), trace);
  }

  /** The same, caused by the current trace. */
  public static <S, E extends Event> Instruction<S, E> change(
      UUID id, Function<S, Decision<S, E>> decide) {
    return change(id, decide, Traces.currentParent());
  }
}

package stampede.cli.client;

import java.util.function.Function;

/** What the shop made of a request that it understood. */
public sealed interface Answer<T> {

  /** It was done. */
  record Done<T>(T value) implements Answer<T> {}

  /** It was not, and nothing has changed. */
  record Refused<T>(Problem problem) implements Answer<T> {}

  /** The value, when a refusal leaves nothing sensible to do. */
  default T orElseThrow(Function<Problem, CannotGoOn> otherwise) {
    return switch (this) {
      case Done<T>(T value) -> value;
      case Refused<T>(Problem problem) -> throw otherwise.apply(problem);
    };
  }
}

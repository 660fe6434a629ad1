package stampede.cli.client;

import java.util.Optional;
import stampede.contracts.FailureCode;

/**
 * Why the shop did not do something.
 *
 * @param code a number of {@link FailureCode}; 0 when it was not said
 */
public record Problem(int code, Optional<String> detail) {

  /** Whether it is that failure. */
  public boolean is(FailureCode failure) {
    return code == failure.number();
  }

  /** The kind and the particulars, for people. */
  @Override
  public String toString() {
    String kind = code == 0 ? "" : FailureCode.of(code).title();
    return detail.map(text -> kind.isEmpty() ? text : kind + ": " + text).orElse(kind);
  }
}

package stampede.gateway.limits;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a plan on a node that cannot reach what all nodes share. */
public enum WithoutShares {
  /** The node admits what the whole plan admits, by its own count. */
  OPEN,
  /** The node admits nothing more than it has in hand. */
  CLOSED,
  /** The node admits its part of the plan, by the number of nodes last known. */
  LAST_SHARE;

  /** The name that operators write, for example {@code last-share}. */
  public String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The choice of that name. */
  public static Optional<WithoutShares> named(String name) {
    return Arrays.stream(values()).filter(choice -> choice.written().equals(name)).findFirst();
  }
}

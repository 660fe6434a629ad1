package stampede.platform.calls;

import java.time.Duration;

/**
 * When the answer to a request is of no use any more. It shrinks as the request goes from hop to
 * hop, since only what remains is passed on.
 */
public final class Deadline {

  private final long nanos;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  /** So much from now. */
  public static Deadline after(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** What is left; zero when it has passed. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }

  /** Whether it has passed. */
  public boolean hasPassed() {
    return nanos - System.nanoTime() <= 0;
  }
}

package stampede.auditor;

import java.time.Duration;

/**
 * How patient an audit is.
 *
 * @param patience how long the shop may take to come to rest before it is looked at as it is
 * @param allowance how much later than its time something may happen: the sweep of expired
 *     reservations, the publishing of an outbox row, the next attempt at what is due
 */
public record AuditOptions(Duration patience, Duration allowance) {

  /** Waits for a minute, allows a minute. */
  public static final AuditOptions STANDARD =
      new AuditOptions(Duration.ofMinutes(1), Duration.ofMinutes(1));

  /** Fails with {@link IllegalArgumentException} when a time is negative. */
  public AuditOptions {
    if (patience.isNegative() || allowance.isNegative()) {
      throw new IllegalArgumentException("expected times that are not negative");
    }
  }

  /** The same, waiting that long. */
  public AuditOptions waiting(Duration longest) {
    return new AuditOptions(longest, allowance);
  }
}

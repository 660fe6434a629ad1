package stampede.auditor;

import java.time.Clock;
import java.time.Duration;

/**
 * Audits a shop: waits until it is at rest, reads all its books, checks them. Blocking; changes
 * nothing, except that its connections can be seen.
 */
public final class Auditor {

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int LEAST_READINGS = 3;

  private final BooksReader reader;
  private final AuditOptions options;
  private final long end;

  private Auditor(BooksReader reader, AuditOptions options) {
    this.reader = reader;
    this.options = options;
    this.end = System.nanoTime() + options.patience().toNanos();
  }

  /**
   * Audits. What is still open when the patience is over is reported as such; what then moves while
   * it is read cannot be audited.
   *
   * @throws CannotAudit when something cannot be reached or read, or the shop does not hold still
   */
  public static AuditReport audit(Connections connections, AuditOptions options) {
    try (Broker broker = Broker.at(connections.kafkaServers())) {
      return new Auditor(new BooksReader(connections, broker, Clock.systemUTC()), options).audit();
    }
  }

  private AuditReport audit() {
    for (int readings = 1; ; readings++) {
      Pulse before = awaitRest();
      Books books = reader.read();
      if (reader.pulse().equals(before)) {
        return Audit.of(books, options);
      }
      if (readings >= LEAST_READINGS && System.nanoTime() > end) {
        throw new CannotAudit(
            "the shop was at work each time its books were read: stop its clients, or wait longer with --wait");
      }
    }
  }

  /** The pulse at rest, or, when the patience is over, as it is. */
  private Pulse awaitRest() {
    Pulse pulse = reader.pulse();
    while (!pulse.atRest() && System.nanoTime() < end) {
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CannotAudit("the audit was interrupted", e);
      }
      pulse = reader.pulse();
    }
    return pulse;
  }
}

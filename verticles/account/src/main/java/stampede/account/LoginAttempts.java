package stampede.account;

import java.time.Duration;
import java.time.Instant;

/**
 * Guesses at one account's password, and how long the next one has to wait: not at all for the
 * first few, then twice as long each time, up to a quarter of an hour, so that nobody is locked out
 * for good by others.
 *
 * @param failures since the last success, or since there was quiet for a day
 * @param last when the last one was
 */
record LoginAttempts(int failures, Instant last) {

  static final int FREE = 5;
  static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  static final Duration MEMORY = Duration.ofDays(1);

  /** Before the first. */
  static LoginAttempts none() {
    return new LoginAttempts(0, Instant.EPOCH);
  }

  /** How long the next guess has to wait from then on; zero when it need not. */
  Duration waitAt(Instant now) {
    if (failures < FREE || isForgottenAt(now)) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(now, last.plus(pause()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Duration pause() {
    int doublings = Math.min(failures - FREE, 30);
    Duration pause = Duration.ofSeconds(1L << doublings);
    return pause.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : pause;
  }

  /** One more at that time. */
  LoginAttempts failedAt(Instant now) {
    return new LoginAttempts(isForgottenAt(now) ? 1 : failures + 1, now);
  }

  private boolean isForgottenAt(Instant now) {
    return !last.plus(MEMORY).isAfter(now);
  }
}

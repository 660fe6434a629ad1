package stampede.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LoginAttemptsProperties {

  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private static LoginAttempts after(int failures) {
    LoginAttempts attempts = LoginAttempts.none();
    for (int i = 0; i < failures; i++) {
      attempts = attempts.failedAt(START);
    }
    return attempts;
  }

  @Example
  void theFirstFewNeedNotWait() {
    assertThat(after(LoginAttempts.FREE - 1).waitAt(START)).isZero();
    assertThat(after(LoginAttempts.FREE).waitAt(START)).isEqualTo(Duration.ofSeconds(1));
    assertThat(after(LoginAttempts.FREE + 1).waitAt(START)).isEqualTo(Duration.ofSeconds(2));
  }

  @Property
  void theWaitGrowsAndHasAnEnd(@ForAll @IntRange(max = 5_000) int failures) {
    Duration wait = after(failures).waitAt(START);

    assertThat(after(failures + 1).waitAt(START))
        .isGreaterThanOrEqualTo(wait)
        .isLessThanOrEqualTo(LoginAttempts.LONGEST_WAIT);
  }

  @Property
  void whoHasWaitedMayTry(@ForAll @IntRange(max = 5_000) int failures) {
    LoginAttempts attempts = after(failures);

    assertThat(attempts.waitAt(START.plus(attempts.waitAt(START)))).isZero();
  }

  /** What somebody can try in a day, however patient. */
  @Example
  void aDayOfGuessingIsAHundredGuesses() {
    LoginAttempts attempts = LoginAttempts.none();
    Instant now = START;
    int guesses = 0;
    while (now.isBefore(START.plus(Duration.ofDays(1)))) {
      attempts = attempts.failedAt(now);
      guesses++;
      now = now.plus(attempts.waitAt(now));
    }

    assertThat(guesses).isLessThan(120);
  }

  @Example
  void failuresAreForgottenAfterADay() {
    LoginAttempts attempts = after(50);

    assertThat(attempts.failedAt(START.plus(LoginAttempts.MEMORY)).failures()).isEqualTo(1);
  }
}

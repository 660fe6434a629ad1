package stampede.account;

import java.util.Optional;

/**
 * What a password must be: long enough, and not what anybody would try first. Rules about kinds of
 * characters are left out on purpose (NIST SP 800-63B, section 3.1.1.2).
 */
final class PasswordRule {

  static final int SHORTEST = 10;
  static final int LONGEST = 128;
  private static final int FEWEST_DIFFERENT = 4;

  private PasswordRule() {}

  /** What is wrong with it; empty when it can be used. */
  static Optional<String> problem(String password, String email) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST || length > LONGEST) {
      return Optional.of("expected %d to %d characters".formatted(SHORTEST, LONGEST));
    }
    if (password.codePoints().distinct().count() < FEWEST_DIFFERENT) {
      return Optional.of("expected at least %d different characters".formatted(FEWEST_DIFFERENT));
    }
    if (Customer.normalized(password).equals(Customer.normalized(email))) {
      return Optional.of("expected something else than the e-mail address");
    }
    return Optional.empty();
  }
}

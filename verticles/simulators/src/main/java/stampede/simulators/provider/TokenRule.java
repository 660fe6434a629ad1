package stampede.simulators.provider;

import java.util.Optional;
import stampede.simulators.partner.Mishap;

/**
 * What a payment token asks for by its name, so that a demonstration or a test can choose what
 * happens. A token without a rule is charged.
 *
 * @param verdict on a new charge
 * @param mishap on the way; one that comes after the charge happens only to the request that made
 *     it
 * @param slow whether the answer is late
 */
record TokenRule(Optional<Verdict> verdict, Optional<Mishap> mishap, boolean slow) {

  private static final TokenRule NONE = new TokenRule(Optional.empty(), Optional.empty(), false);

  static TokenRule of(String token) {
    return switch (token) {
      case "tok_declined" -> verdict(Verdict.DECLINE);
      case "tok_pending" -> verdict(Verdict.PENDING);
      case "tok_slow" -> new TokenRule(Optional.empty(), Optional.empty(), true);
      case "tok_error" -> mishap(Mishap.ERROR_BEFORE);
      case "tok_hang" -> mishap(Mishap.HANG_BEFORE);
      case "tok_error_after_charge" -> mishap(Mishap.ERROR_AFTER);
      case "tok_hang_after_charge" -> mishap(Mishap.HANG_AFTER);
      case "tok_reset_after_charge" -> mishap(Mishap.RESET_AFTER);
      default -> NONE;
    };
  }

  private static TokenRule verdict(Verdict verdict) {
    return new TokenRule(Optional.of(verdict), Optional.empty(), false);
  }

  private static TokenRule mishap(Mishap mishap) {
    return new TokenRule(Optional.empty(), Optional.of(mishap), false);
  }
}

package stampede.account;

import java.time.Instant;

/**
 * A mail of plain text.
 *
 * @param recipient an e-mail address
 */
record Mail(String recipient, String subject, String body) {

  /** With the code that makes a customer of whoever registered. */
  static Mail verification(String recipient, String name, String code, Instant end) {
    return new Mail(
        recipient,
        "Confirm your e-mail address",
        """
        Hello %s,

        your code is

        %s

        It can be used once, until %s. If you did not register, do nothing.
        """
            .formatted(name, code, end));
  }

  /** For whoever registers again. */
  static Mail alreadyRegistered(String recipient) {
    return new Mail(
        recipient,
        "You have an account already",
        """
        Somebody, probably you, has registered with this address, which has an account already.
        Nothing was changed: log in with the password that you have. If it was not you, do nothing.
        """);
  }
}

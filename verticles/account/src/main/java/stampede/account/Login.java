package stampede.account;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import stampede.account.LoginStore.Credentials;

/** Lets in whoever knows the password; tells nobody whether there is such an account. */
final class Login {

  private static final int LONGEST_EMAIL = 254;

  private final LoginStore store;
  private final Passwords passwords;

  Login(LoginStore store, Passwords passwords) {
    this.store = store;
    this.passwords = passwords;
  }

  /** What comes of a try. */
  sealed interface Outcome {

    record In(UUID customer) implements Outcome {}

    /** The address or the password; which one is not told. */
    record Wrong() implements Outcome {}

    /** Too many were wrong. */
    record Wait(Duration time) implements Outcome {}
  }

  Future<Outcome> attempt(String address, String password) {
    String email = Customer.normalized(address);
    // PostgreSQL has no zero byte in texts, and so nobody has one in his address
    boolean cannotBe = email.length() > LONGEST_EMAIL || email.indexOf('\0') >= 0;
    if (cannotBe || password.length() > PasswordRule.LONGEST * 2) {
      return Future.succeededFuture(new Outcome.Wrong());
    }
    return store
        .begin(email)
        .compose(
            wait ->
                wait.isZero()
                    ? check(email, password)
                    : Future.succeededFuture(new Outcome.Wait(wait)));
  }

  private Future<Outcome> check(String email, String password) {
    return store
        .find(email)
        .compose(
            found ->
                passwords
                    .matches(password, found.map(Credentials::passwordHash))
                    .compose(
                        matches ->
                            matches
                                ? in(email, found)
                                : Future.succeededFuture(new Outcome.Wrong())));
  }

  private Future<Outcome> in(String email, Optional<Credentials> found) {
    return store.succeeded(email).map(new Outcome.In(found.orElseThrow().customer()));
  }
}

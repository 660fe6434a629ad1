package stampede.account;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import stampede.contracts.FailureCode;
import stampede.platform.ServiceFailure;

/**
 * Hashes passwords with Argon2id, on threads of their own, as one takes tens of milliseconds and
 * megabytes. What is more than a bounded number waits for is refused. Thread-safe.
 */
final class Passwords {

  private static final int MOST_WAITING = 200;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  private final WorkerExecutor threads;
  private final Argon2Function function;
  private final String nobodys;
  private final AtomicInteger waiting = new AtomicInteger();

  private Passwords(WorkerExecutor threads, Argon2Function function, String nobodys) {
    this.threads = threads;
    this.function = function;
    this.nobodys = nobodys;
  }

  /**
   * Passwords that are hashed on those threads.
   *
   * @param memory KiB that one hash fills
   * @param passes how often it goes over them
   */
  static Future<Passwords> on(WorkerExecutor threads, int memory, int passes) {
    Argon2Function function = Argon2Function.getInstance(memory, passes, 1, HASH_BYTES, Argon2.ID);
    return threads
        .executeBlocking(() -> hash(function, "nobody has this password"), false)
        .map(nobodys -> new Passwords(threads, function, nobodys));
  }

  /** The hash with its salt and parameters, as the PHC string format has them. */
  Future<String> hash(String password) {
    return onThreads(() -> hash(function, password));
  }

  /**
   * Whether the password is the one of that hash. Takes the same time when there is no hash, and is
   * false then.
   */
  Future<Boolean> matches(String password, Optional<String> hash) {
    String compared = hash.orElse(nobodys);
    return onThreads(
        () ->
            Password.check(password, compared).with(Argon2Function.getInstanceFromHash(compared))
                && hash.isPresent());
  }

  private static String hash(Argon2Function function, String password) {
    return Password.hash(password).addRandomSalt(SALT_BYTES).with(function).getResult();
  }

  private <T> Future<T> onThreads(Callable<T> work) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture(
          new ServiceFailure(FailureCode.TOO_MUCH_TO_DO, "too many passwords are being checked"));
    }
    return threads.executeBlocking(work, false).onComplete(done -> waiting.decrementAndGet());
  }
}

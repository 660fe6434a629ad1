package stampede.simulators.partner;

/**
 * Why a program cannot start or go on, in words for its operator: what is wrong and what to do
 * about it.
 */
public final class CannotRun extends RuntimeException {

  CannotRun(String message) {
    super(message, null, false, false);
  }
}

package stampede.platform;

import stampede.contracts.FailureCategory;
import stampede.contracts.FailureCode;

/**
 * An infrastructure's or a caller's error on its way through a failed future. Business refusals are
 * never this: they are values of a reply.
 */
public final class ServiceFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final FailureCode code;

  /**
   * A failure.
   *
   * @param code which one
   * @param detail what happened, fit for the caller's eyes
   */
  public ServiceFailure(FailureCode code, String detail) {
    super(detail, null, false, false);
    this.code = code;
  }

  /** A failure with what lies behind it, for the log. */
  public ServiceFailure(FailureCode code, String detail, Throwable cause) {
    super(detail, cause, false, false);
    this.code = code;
  }

  /** Which failure it is. */
  public FailureCode code() {
    return code;
  }

  /** What kind of failure it is. */
  public FailureCategory category() {
    return code.category();
  }

  /** Whether it is certain that nothing was executed, and trying again may help. */
  public boolean isRetryable() {
    return category() == FailureCategory.UNAVAILABLE || category() == FailureCategory.OVERLOADED;
  }
}

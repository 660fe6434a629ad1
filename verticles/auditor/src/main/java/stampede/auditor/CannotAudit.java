package stampede.auditor;

/** The books could not be read. The message tells an operator why, and what to do. */
public final class CannotAudit extends RuntimeException {

  private static final long serialVersionUID = 1;

  CannotAudit(String message) {
    super(message);
  }

  CannotAudit(String message, Throwable cause) {
    super(message, cause);
  }
}

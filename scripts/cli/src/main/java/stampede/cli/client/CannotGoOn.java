package stampede.cli.client;

/** The program ends here; the message says why, and what its user can do. */
public final class CannotGoOn extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With a message for people. */
  public CannotGoOn(String message) {
    super(message);
  }

  /** With a message for people, and what was behind it. */
  public CannotGoOn(String message, Throwable cause) {
    super(message, cause);
  }
}

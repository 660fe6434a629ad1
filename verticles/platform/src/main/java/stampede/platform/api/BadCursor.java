package stampede.platform.api;

/** A cursor that no page has given out. */
public final class BadCursor extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** A cursor that cannot be read. */
  public BadCursor() {
    super("expected the cursor that a page gave as its next", null, false, false);
  }
}

package stampede.platform.aggregate;

/**
 * An aggregate that wants to be looked at by itself.
 *
 * @param trace the {@code traceparent} of what last changed it, to be gone on with; may be empty
 */
public record Due<S>(S aggregate, String trace) {}

package stampede.platform.node;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stampede.platform.ServiceFailure;

/** A process cannot do what it is there for. The message tells an operator why. */
public final class CannotStart extends Exception {

  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(CannotStart.class);

  private CannotStart(String message, Throwable cause) {
    super(message.strip().replaceAll("\\s*\\R\\s*", " "), cause);
  }

  /** What lies behind it in one line of words; a bug of ours is logged in full. */
  public static CannotStart because(Throwable cause) {
    if (cause instanceof ServiceFailure) {
      return new CannotStart(String.valueOf(cause.getMessage()), cause);
    }
    LOG.error("the node does not start", cause);
    return new CannotStart(cause + " (the log has more)", cause);
  }
}

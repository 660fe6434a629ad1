package stampede.platform.events;

/** A record that is no event of ours, or of a version that is not known here. */
final class UnreadableEvent extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnreadableEvent(String reason) {
    super(reason, null, false, false);
  }
}

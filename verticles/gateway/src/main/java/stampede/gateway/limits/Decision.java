package stampede.gateway.limits;

/**
 * What a limit says to a request.
 *
 * @param admitted whether it may go on
 * @param limit how many permits there are at most
 * @param remaining how many permits are left now; 0 or more
 * @param resetNanos how long until all permits are there again, if no more are taken
 * @param retryNanos how long until the same can be admitted, if no more are taken; 0 when it was
 */
public record Decision(
    boolean admitted, long limit, long remaining, long resetNanos, long retryNanos) {

  /** Of two limits the one that a client has to mind: the one that refuses, waits, or has less. */
  public Decision tighter(Decision other) {
    if (admitted != other.admitted) {
      return admitted ? other : this;
    }
    if (!admitted) {
      return retryNanos >= other.retryNanos ? this : other;
    }
    return remaining <= other.remaining ? this : other;
  }
}

package stampede.simulators.partner;

/**
 * How one request is treated.
 *
 * @param mishap what goes wrong
 * @param onlyWhenChanged whether a mishap after the deed is left out when there was nothing to do,
 *     so that repeating the request shows its outcome
 * @param delayMillis how much later than possible the answer is given
 */
public record Treatment(Mishap mishap, boolean onlyWhenChanged, long delayMillis) {

  /** Nothing goes wrong and nothing is late. */
  public static Treatment good() {
    return new Treatment(Mishap.NONE, false, 0);
  }

  /** This, but with that mishap, the first time only. */
  public Treatment withFirst(Mishap other) {
    return new Treatment(other, true, delayMillis);
  }

  /** This, but answered at least that late. */
  public Treatment slowedBy(long millis) {
    return new Treatment(mishap, onlyWhenChanged, Math.max(delayMillis, millis));
  }
}

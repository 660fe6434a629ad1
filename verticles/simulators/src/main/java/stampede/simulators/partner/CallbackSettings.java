package stampede.simulators.partner;

import java.time.Duration;

/**
 * Where and how callbacks are sent.
 *
 * @param url an absolute http or https address in which {@code {reference}} is replaced
 * @param secret signs them
 * @param tries how often one is sent before it is given up, 1 or more
 * @param firstBackOff about how long after the first try the second follows; it doubles from try to
 *     try, up to 30 seconds
 */
public record CallbackSettings(String url, String secret, int tries, Duration firstBackOff) {

  /** Leaves the secret out. */
  @Override
  public String toString() {
    return "CallbackSettings[url=" + url + ", tries=" + tries + "]";
  }
}

package stampede.simulators.partner;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What every partner needs to know to run.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any that is free
 * @param data the directory of its ledger, for it alone; made when it is not there
 * @param apiKey what callers must present
 * @param callbacks where news is sent; empty for nowhere
 */
public record PartnerSettings(
    String host, int port, Path data, String apiKey, Optional<CallbackSettings> callbacks) {

  /** Leaves the key out. */
  @Override
  public String toString() {
    return "PartnerSettings[host=%s, port=%d, data=%s, callbacks=%s]"
        .formatted(host, port, data, callbacks);
  }
}

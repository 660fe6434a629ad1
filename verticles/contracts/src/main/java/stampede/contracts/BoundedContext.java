package stampede.contracts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The contexts of the system. Each is a module, a service, a database and a section of settings.
 */
public enum BoundedContext {
  GATEWAY,
  ACCOUNT,
  CATALOG,
  INVENTORY,
  ORDER,
  PAYMENT,
  DELIVERY;

  /** Its name in discovery, addresses, topics and settings. */
  public String serviceName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names of all of them. */
  public static Set<String> serviceNames() {
    return Arrays.stream(values())
        .map(BoundedContext::serviceName)
        .collect(Collectors.toUnmodifiableSet());
  }
}

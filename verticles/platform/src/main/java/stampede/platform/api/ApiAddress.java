package stampede.platform.api;

import java.util.Locale;
import stampede.contracts.Address;

/** Where on the bus a service answers clients' calls. */
public final class ApiAddress {

  private ApiAddress() {}

  /**
   * The address of an operation of the API's description.
   *
   * @param service who answers, for example {@code order}
   * @param operation what the description calls it, for example {@code placeOrder}
   */
  public static Address<ApiRequest, ApiReply> of(String service, String operation) {
    String words = operation.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    return new Address<>(service + "." + words + ".v1", ApiRequest.class, ApiReply.class);
  }
}

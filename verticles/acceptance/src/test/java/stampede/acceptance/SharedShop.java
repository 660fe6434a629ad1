package stampede.acceptance;

import org.jspecify.annotations.Nullable;

/**
 * One shop for all classes that leave it as good as they found it. Its carrier moves a parcel only
 * when it is told to; see {@link Partner#move}.
 */
final class SharedShop {

  private static @Nullable ShopProcess shop;

  private SharedShop() {}

  /** The shop, started if need be; ends with the tests. */
  static synchronized ShopProcess get() {
    ShopProcess running = shop;
    if (running == null) {
      running =
          ShopProcess.start("shared", "parts.collect-after=never", "parts.deliver-after=never");
      shop = running;
    }
    return running;
  }
}

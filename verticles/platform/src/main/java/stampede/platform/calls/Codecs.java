package stampede.platform.calls;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import stampede.contracts.Address;

/** Sees to it that the bus knows how to carry what an address asks and answers. Thread-safe. */
final class Codecs {

  private final Vertx vertx;
  private final Set<String> registered = ConcurrentHashMap.newKeySet();

  /**
   * Starts with those.
   *
   * @param special for types that do not cross as plain JSON; each is called as its type is
   */
  Codecs(Vertx vertx, Collection<MessageCodec<?, ?>> special) {
    this.vertx = vertx;
    special.forEach(codec -> registered.add(codec.name()));
    special.forEach(codec -> vertx.eventBus().registerCodec(codec));
  }

  void register(Address<?, ?> address) {
    register(address.request());
    register(address.reply());
  }

  private <T> void register(Class<T> type) {
    if (registered.add(RecordCodec.nameOf(type))) {
      vertx.eventBus().registerCodec(new RecordCodec<>(type));
    }
  }

  static DeliveryOptions options(Class<?> type) {
    return new DeliveryOptions().setCodecName(RecordCodec.nameOf(type));
  }
}

package stampede.platform.calls;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import stampede.contracts.Address;
import stampede.platform.api.ApiCodecs;
import stampede.platform.api.ApiReply;
import stampede.platform.api.ApiRequest;

/** Sees to it that the bus knows how to carry what an address asks and answers. Thread-safe. */
final class Codecs {

  private final Vertx vertx;
  private final Set<Class<?>> registered = ConcurrentHashMap.newKeySet();

  Codecs(Vertx vertx) {
    this.vertx = vertx;
    registered.add(ApiRequest.class);
    registered.add(ApiReply.class);
    vertx.eventBus().registerCodec(ApiCodecs.request()).registerCodec(ApiCodecs.reply());
  }

  void register(Address<?, ?> address) {
    register(address.request());
    register(address.reply());
  }

  private <T> void register(Class<T> type) {
    if (registered.add(type)) {
      vertx.eventBus().registerCodec(new RecordCodec<>(type));
    }
  }

  static DeliveryOptions options(Class<?> type) {
    return new DeliveryOptions().setCodecName(RecordCodec.nameOf(type));
  }
}

package stampede.platform.calls;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import stampede.platform.json.Json;

/** Hands a record over as it is within a process, and as JSON between two. */
final class RecordCodec<T> implements MessageCodec<T, T> {

  private final Class<T> type;

  RecordCodec(Class<T> type) {
    this.type = type;
  }

  static String nameOf(Class<?> type) {
    return type.getName();
  }

  @Override
  public void encodeToWire(Buffer wire, T message) {
    Buffer json = Json.writeBuffer(message);
    wire.appendInt(json.length()).appendBuffer(json);
  }

  @Override
  public T decodeFromWire(int position, Buffer wire) {
    int length = wire.getInt(position);
    int from = position + Integer.BYTES;
    return Json.read(wire.getBuffer(from, from + length), type);
  }

  @Override
  public T transform(T message) {
    return message;
  }

  @Override
  public String name() {
    return nameOf(type);
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}

package stampede.embedded;

import java.nio.file.Path;

/**
 * Where a Kafka broker lives.
 *
 * @param libraries the broker's class path: the directory that the module {@code kafka} gathers
 * @param data its data; the log and the lock lie beside it under the same name
 * @param port where clients reach it on 127.0.0.1; 0 for any that is free, else 1 to 65535
 * @param controllerPort where it reaches itself, likewise
 * @param heapMegabytes the largest heap, from 128; an idle broker needs about 100 MB beside it
 */
public record KafkaOptions(
    Path libraries, Path data, int port, int controllerPort, int heapMegabytes) {

  private static final int SMALLEST_HEAP = 128;
  private static final int USUAL_HEAP = 256;

  /** Fails with {@link IllegalArgumentException} when there can be no such port or heap. */
  public KafkaOptions {
    Loopback.requirePort(port);
    Loopback.requirePort(controllerPort);
    if (port == controllerPort && port != 0) {
      throw new IllegalArgumentException(
          "port %d: clients and controller need two".formatted(port));
    }
    if (heapMegabytes < SMALLEST_HEAP) {
      throw new IllegalArgumentException(
          "a heap of %d MB: expected %d or more".formatted(heapMegabytes, SMALLEST_HEAP));
    }
  }

  /** The usual heap, 256 MB. */
  public KafkaOptions(Path libraries, Path data, int port, int controllerPort) {
    this(libraries, data, port, controllerPort, USUAL_HEAP);
  }

  /** The same, with ports that nobody uses now in the place of 0. */
  public KafkaOptions withPorts() {
    int clients = Loopback.orFree(port);
    int controller = Loopback.orFree(controllerPort);
    // asks again in the rare case that the same port was free for both
    return clients == controller
        ? withPorts()
        : new KafkaOptions(libraries, data, clients, controller, heapMegabytes);
  }
}

package stampede.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Ports of this machine that are reached from this machine only. */
final class Loopback {

  static final String ADDRESS = "127.0.0.1";
  private static final int LARGEST_PORT = 65_535;
  private static final int CONNECT_MILLIS = 1_000;

  private Loopback() {}

  static void requirePort(int port) {
    if (port < 0 || port > LARGEST_PORT) {
      throw new IllegalArgumentException("port %d: expected 0 to 65535".formatted(port));
    }
  }

  /** The port itself, or one that nobody uses now when it is 0. */
  static int orFree(int port) {
    if (port != 0) {
      return port;
    }
    try (ServerSocket socket = listen(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw EmbeddedFailure.of(failure);
    }
  }

  /** A failure for operators when a server could not listen on the port. */
  static void requireUnused(String server, int port) {
    try {
      listen(port).close();
    } catch (IOException failure) {
      throw new EmbeddedFailure(
          "Port %d, which %s needs, cannot be used: %s. Stop the program that has it, or choose another port."
              .formatted(port, server, failure.getMessage()),
          failure);
    }
  }

  /** True when somebody listens on the port. */
  static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 1, address());
  }

  private static InetAddress address() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }
}

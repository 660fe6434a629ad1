package stampede.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client that sends whatever bytes it is told to; a char stands for a byte. */
final class RawConnection implements AutoCloseable {

  /** The head of a request that everybody may make, but for its end. */
  static final String LIST = "GET /api/v1/products HTTP/1.1\r\nHost: shop\r\n";

  /** The same of one with a body. */
  static final String UPDATE =
      """
      POST /api/v1/payments/01900000-0000-7000-8000-000000000000/provider-updates HTTP/1.1\r
      Host: shop\r
      Content-Type: application/json\r
      Stampede-Signature: t=1,v1=0\r
      """;

  private static final int PATIENCE_MILLIS = 5_000;

  private final Socket socket;

  RawConnection(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What came back, and whether the server closed the connection after it. */
  record Answer(String text, boolean closed) {

    long responses() {
      return text.split("HTTP/1\\.[01] ", -1).length - 1L;
    }

    int status() {
      return text.startsWith("HTTP/1.") ? Integer.parseInt(text.substring(9, 12)) : 0;
    }
  }

  /** Sends on a connection of its own and reads until the server closes it, or says nothing. */
  static Answer exchange(int port, String bytes) {
    try (RawConnection connection = new RawConnection(port)) {
      connection.send(bytes);
      return connection.rest();
    }
  }

  /** Sends; false when the server has closed the connection. */
  boolean send(String bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return true;
    } catch (SocketException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads until the server closes the connection, or says nothing for a while. */
  Answer rest() {
    StringBuilder text = new StringBuilder();
    try {
      for (int read = socket.getInputStream().read(); read >= 0; ) {
        text.append((char) read);
        read = socket.getInputStream().read();
      }
      return new Answer(text.toString(), true);
    } catch (SocketTimeoutException e) {
      return new Answer(text.toString(), false);
    } catch (SocketException e) {
      return new Answer(text.toString(), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads until that text has come. */
  String until(String end) {
    StringBuilder text = new StringBuilder();
    try {
      while (text.indexOf(end) < 0) {
        int read = socket.getInputStream().read();
        if (read < 0) {
          throw new AssertionError("closed after: " + text);
        }
        text.append((char) read);
      }
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException("after: " + text, e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package stampede.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Says to a server exactly what it is told, right or wrong. */
final class RawClient implements AutoCloseable {

  private final Socket socket;
  private final BufferedReader answer;

  RawClient(int port) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    this.answer =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Sends the text, its line ends as HTTP has them. */
  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return this;
  }

  /** The next line of the answer; "(closed)" when the server has closed the connection. */
  String line() throws IOException {
    String line = answer.readLine();
    return line == null ? "(closed)" : line;
  }

  /** The lines up to and including the first that begins like that. */
  List<String> until(String beginning) throws IOException {
    List<String> lines = new ArrayList<>();
    String line;
    do {
      line = line();
      lines.add(line);
    } while (!line.startsWith(beginning) && !line.equals("(closed)"));
    return lines;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

package stampede.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A Java program that is run beside this one.
 *
 * @param name what it is called, for people
 * @param mainClass what is run
 * @param classPath where its classes are, for example {@code lib/*}
 * @param arguments its command line
 * @param environment what it finds in its environment besides the usual: secrets go here, as a
 *     command line can be seen by everybody
 * @param data its own directory; beside it lie its log and its lock
 * @param port where it listens on 127.0.0.1 when it is ready
 * @param heapMegabytes the most heap it may use
 */
public record ProgramOptions(
    String name,
    String mainClass,
    List<Path> classPath,
    List<String> arguments,
    Map<String, String> environment,
    Path data,
    int port,
    int heapMegabytes) {

  /** Copies the lists and the map. */
  public ProgramOptions {
    classPath = List.copyOf(classPath);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }
}

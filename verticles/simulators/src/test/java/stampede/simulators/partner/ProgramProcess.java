package stampede.simulators.partner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A partner in a process of its own. */
public final class ProgramProcess implements AutoCloseable {

  public record Ended(int code, String errors) {}

  private final Process process;
  private final BufferedReader output;

  private ProgramProcess(Process process) {
    this.process = process;
    output = process.inputReader();
  }

  /** Starts a main class with the flags that the launcher uses. */
  public static ProgramProcess start(Class<?> main, Path data, String... arguments) {
    return start(List.of(), main, data, arguments);
  }

  /** As {@link #start}, by way of another command. */
  public static ProgramProcess start(
      List<String> wrapper, Class<?> main, Path data, String... arguments) {
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            "--data",
            data.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.PIPE);
    builder.environment().put("STAMPEDE_PROVIDER_API_KEY", Api.KEY);
    builder.environment().put("STAMPEDE_CARRIER_API_KEY", Api.KEY);
    try {
      return new ProgramProcess(builder.start());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Its ready line; "null" when it ended without one. */
  public String readyLine() {
    try {
      return String.valueOf(output.readLine());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Waits until it is ready. */
  public Api api() {
    String line = readyLine();
    return new Api(Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
  }

  /** SIGKILL; returns when it is gone. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGTERM. */
  public Ended terminate() {
    // Not by the process itself: that would close its streams, too.
    process.toHandle().destroy();
    return end();
  }

  /** Waits until it has ended. */
  public Ended end() {
    try {
      int code = process.onExit().orTimeout(20, TimeUnit.SECONDS).join().exitValue();
      byte[] errors = process.getErrorStream().readAllBytes();
      return new Ended(code, new String(errors, StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public void close() {
    kill();
  }
}

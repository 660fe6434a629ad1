package stampede.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files of a PostgreSQL: all its databases, as {@code initdb} makes them, and its password. */
final class DatabaseCluster {

  static final String SERVER = "PostgreSQL";
  static final String ADMINISTRATOR = "stampede_admin";

  /** What PostgreSQL itself writes when it gives up, but not what it answers to a client. */
  static final Pattern COMPLAINT =
      Pattern.compile("(?:FATAL|PANIC|ERROR|error): ++(?!the database system is)(.*)");

  private static final Duration LIMIT_OF_CREATION = Duration.ofMinutes(2);
  private static final String VERSION = "PG_VERSION";
  private static final int PASSWORD_BYTES = 32;

  /** The line of {@code postmaster.pid} that tells how far the start has come, counted from 0. */
  private static final int STATUS_LINE = 7;

  private final DataDirectory directory;
  private final PostgresInstallation installation;
  private final Unprivileged unprivileged;

  DatabaseCluster(
      DataDirectory directory, PostgresInstallation installation, Unprivileged unprivileged) {
    this.directory = directory;
    this.installation = installation;
    this.unprivileged = unprivileged;
  }

  /** Leaves a complete cluster of this version with the current settings; returns its password. */
  String prepare() throws IOException {
    directory.fillOnce(VERSION, "a PostgreSQL", this::create);
    requireMajorVersion();
    requirePassword();
    writeSettings();
    unprivileged.own(directory.path());
    return Files.readString(password());
  }

  private void create(Path fresh) throws IOException {
    writePassword();
    unprivileged.own(password());
    unprivileged.own(fresh);
    ChildProcess.start(SERVER, initdb(fresh), fresh, directory.log(), COMPLAINT)
        .awaitSuccess(LIMIT_OF_CREATION);
  }

  private void writePassword() throws IOException {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    Files.deleteIfExists(password());
    Files.createFile(
        password(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(password(), Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private Path password() {
    return directory.beside(".password");
  }

  /** Sorted alike on every machine, whatever its C library knows; checksums on every page. */
  private List<String> initdb(Path fresh) {
    return unprivileged.command(
        List.of(
            installation.program("initdb").toString(),
            "-D",
            fresh.toString(),
            "--username=" + ADMINISTRATOR,
            "--pwfile=" + password(),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--data-checksums",
            "--no-instructions"));
  }

  private void requireMajorVersion() throws IOException {
    String found = Files.readString(directory.path().resolve(VERSION)).strip();
    if (!found.equals(installation.majorVersion())) {
      throw new EmbeddedFailure(
          "%s was written by PostgreSQL %s, and this one is %s. Dump the data with the old version and restore it here, or choose another directory."
              .formatted(directory.path(), found, installation.majorVersion()));
    }
  }

  private void requirePassword() {
    if (!Files.exists(password())) {
      throw new EmbeddedFailure(
          "%s is missing: without it nobody can administer %s. Put it back, or move the data away to begin anew."
              .formatted(password(), directory.path()));
    }
  }

  private void writeSettings() throws IOException {
    try (InputStream settings = DatabaseCluster.class.getResourceAsStream("postgresql.conf")) {
      Files.copy(
          settings,
          directory.path().resolve("postgresql.conf"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The command that serves it. */
  List<String> serve(int port) {
    return unprivileged.command(
        List.of(
            installation.program("postgres").toString(),
            "-D",
            directory.path().toString(),
            "-c",
            "port=" + port));
  }

  /** True when a process is the server, or the creation, of these very files. */
  static boolean isServedBy(DataDirectory directory, ProcessHandle process) {
    List<String> arguments = Processes.arguments(process);
    int option = arguments.indexOf("-D");
    if (option < 0 || option + 1 == arguments.size()) {
      return false;
    }
    Path served = Path.of(arguments.get(option + 1));
    return (served.equals(directory.path()) || served.equals(directory.unfinished()))
        && (Processes.runs("postgres", process) || Processes.runs("initdb", process));
  }

  /** True when a process works on these files for a server that may have ended. */
  static boolean isWorkedOnBy(DataDirectory directory, ProcessHandle process) {
    return Processes.worksIn(directory.path(), process) && Processes.runs("postgres", process);
  }

  /**
   * Forgets the server of an earlier run when its number belongs to another process by now, which
   * PostgreSQL would take for that server. None may be at work any more. A number that nobody has
   * is left to PostgreSQL, which then looks for itself whether the memory of that server is in use.
   */
  void forgetServer() throws IOException {
    Path file = serverFile();
    if (Files.exists(file)
        && servingPid().map(ProcessHandle::of).map(Optional::isPresent).orElse(true)) {
      Files.delete(file);
    }
  }

  /** True when the server of that number takes connections. */
  boolean isServed(long pid) {
    try {
      List<String> lines = Files.readAllLines(serverFile());
      return lines.size() > STATUS_LINE
          && lines.getFirst().equals(Long.toString(pid))
          && lines.get(STATUS_LINE).strip().equals("ready");
    } catch (IOException notYet) {
      return false;
    }
  }

  private Optional<Long> servingPid() throws IOException {
    String first = Files.readString(serverFile()).lines().findFirst().orElse("");
    return first.matches("[0-9]+") ? Optional.of(Long.valueOf(first)) : Optional.empty();
  }

  private Path serverFile() {
    return directory.path().resolve("postmaster.pid");
  }
}

package stampede.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A real PostgreSQL in a child process, reachable from this machine only.
 *
 * <p>What is committed is on the disk. A server that outlived an earlier JVM on the same data is
 * stopped before this one starts. Methods block; call them from a plain thread, never from an event
 * loop. Nothing stops the server when this JVM ends: close it.
 */
public final class EmbeddedPostgres implements EmbeddedServer {

  /** Recovery after a crash reads back at most {@code max_wal_size}. */
  private static final Duration LIMIT_OF_START = Duration.ofMinutes(2);

  private static final List<Signal> FAST_THEN_IMMEDIATE =
      List.of(new Signal("INT", Duration.ofSeconds(20)), new Signal("QUIT", Duration.ofSeconds(5)));

  /** For workers whose server is dead: they could do no more than end. */
  private static final List<Signal> AT_ONCE = List.of();

  private final PostgresOptions options;
  private final DataDirectory directory;
  private final ChildProcess process;
  private final String password;

  private EmbeddedPostgres(
      PostgresOptions options, DataDirectory directory, ChildProcess process, String password) {
    this.options = options;
    this.directory = directory;
    this.process = process;
    this.password = password;
  }

  /**
   * Starts PostgreSQL and returns when it takes connections; the first time on this data it is set
   * up before. Fails with {@link EmbeddedFailure}, and then leaves no process behind.
   */
  public static EmbeddedPostgres start(PostgresOptions options) {
    return start(options, Unprivileged.find());
  }

  static EmbeddedPostgres start(PostgresOptions options, Unprivileged unprivileged) {
    return DataDirectory.hold(
        options.data(), directory -> start(options.withPort(), unprivileged, directory));
  }

  private static EmbeddedPostgres start(
      PostgresOptions options, Unprivileged unprivileged, DataDirectory directory)
      throws IOException {
    PostgresInstallation installation = PostgresInstallation.unpack(options.installation());
    DatabaseCluster cluster = new DatabaseCluster(directory, installation, unprivileged);
    endOrphans(directory);
    Loopback.requireUnused(DatabaseCluster.SERVER, options.port());
    directory.log().turn();
    String password = cluster.prepare();
    cluster.forgetServer();
    ChildProcess process =
        ChildProcess.start(
            DatabaseCluster.SERVER,
            cluster.serve(options.port()),
            directory.path(),
            directory.log(),
            DatabaseCluster.COMPLAINT);
    process.awaitReady(() -> cluster.isServed(process.pid()), LIMIT_OF_START);
    return new EmbeddedPostgres(options, directory, process, password);
  }

  /**
   * Stops one that outlived an earlier JVM on these data, so that its port is free. Fails with
   * {@link EmbeddedFailure} when the data are in use by a JVM that lives.
   */
  public static void endOrphans(PostgresOptions options) {
    DataDirectory.hold(
            options.data(),
            directory -> {
              endOrphans(directory);
              return directory;
            })
        .close();
  }

  private static void endOrphans(DataDirectory directory) {
    Processes.endOrphans(
        DatabaseCluster.SERVER,
        process -> DatabaseCluster.isServedBy(directory, process),
        FAST_THEN_IMMEDIATE);
    Processes.endOrphans(
        DatabaseCluster.SERVER,
        process -> DatabaseCluster.isWorkedOnBy(directory, process),
        AT_ONCE);
  }

  /** How it was started, with the port that it got. */
  public PostgresOptions options() {
    return options;
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return options.port();
  }

  @Override
  public String name() {
    return DatabaseCluster.SERVER;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public CompletableFuture<Void> ended() {
    return process.ended();
  }

  /** Where a database is, for example {@code postgresql://127.0.0.1:5432/orders}. */
  public String uri(String database) {
    return "postgresql://%s:%d/%s".formatted(Loopback.ADDRESS, port(), database);
  }

  /** The superuser's name. */
  public String adminUser() {
    return DatabaseCluster.ADMINISTRATOR;
  }

  /** The superuser's password: random, made with the data, kept beside them. */
  public String adminPassword() {
    return password;
  }

  /** Databases and roles of this server. */
  public PostgresAdministration administration() {
    return new PostgresAdministration(uri("postgres"), adminUser(), adminPassword());
  }

  /**
   * Stops it: connections are closed, open transactions rolled back, everything is written. After
   * 20 s it is stopped at once, after 5 more killed; nothing committed is lost even then. Does
   * nothing when it has ended already.
   */
  @Override
  public void close() {
    try {
      process.stop(FAST_THEN_IMMEDIATE);
    } finally {
      directory.close();
    }
  }

  /** Kills it as a crash would, for fault tests. The data can be started again after. */
  public void kill() {
    try {
      process.kill();
    } finally {
      directory.close();
    }
  }
}

package stampede.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

  /** Data of an earlier start, which every test leaves as good as it found them. */
  @TempDir private static Path directory;

  private static PostgresOptions options;

  @BeforeAll
  static void startOnce() {
    options = Build.postgres(directory.resolve("data"));
    EmbeddedPostgres.start(options).close();
  }

  @Test
  void isDurableAndReachableFromThisMachineOnly() throws SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options)) {
      Database database = Database.of(postgres);

      assertThat(database.query("SHOW server_version")).startsWith("18");
      assertThat(
              List.of(
                  database.query("SHOW fsync"),
                  database.query("SHOW synchronous_commit"),
                  database.query("SHOW full_page_writes"),
                  database.query("SHOW data_checksums")))
          .containsOnly("on");
      assertThat(database.query("SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(database.query("SHOW unix_socket_directories")).isEmpty();
      assertThat(database.query("SELECT datlocale FROM pg_database WHERE datname = 'template1'"))
          .isEqualTo("C.UTF-8");
    }
  }

  @Test
  void nobodyGetsInWithoutThePassword() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options)) {
      Path password = directory.resolve("data.password");

      assertThat(password).hasContent(postgres.adminPassword());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
          .isEqualTo("rw-------");
      assertThatThrownBy(
              () -> new Database(postgres.uri("postgres"), postgres.adminUser(), "guess").execute())
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void aStopKeepsTheData() throws SQLException {
    try (EmbeddedPostgres first = EmbeddedPostgres.start(options)) {
      Database.of(first).execute("CREATE TABLE stopped AS SELECT 42 AS answer");
    }

    try (EmbeddedPostgres second = EmbeddedPostgres.start(options)) {
      assertThat(Database.of(second).query("SELECT answer FROM stopped")).isEqualTo("42");
    }
  }

  @Test
  void aKillKeepsWhatWasCommitted() throws SQLException {
    EmbeddedPostgres first = EmbeddedPostgres.start(options);
    Database.of(first)
        .execute("CREATE TABLE killed AS SELECT generate_series(1, 10000)", "CHECKPOINT");
    Database.of(first).execute("INSERT INTO killed VALUES (10001)");

    first.kill();

    try (EmbeddedPostgres second = EmbeddedPostgres.start(first.options())) {
      assertThat(second.port()).isEqualTo(first.port());
      assertThat(Database.of(second).query("SELECT count(*) FROM killed")).isEqualTo("10001");
    }
  }

  @Test
  void aStaleFileThatNamesALivingProcessIsNoObstacle() throws IOException, SQLException {
    EmbeddedPostgres.start(options).kill();
    Path serverFile = directory.resolve("data/postmaster.pid");
    List<String> lines = Files.readAllLines(serverFile);
    lines.set(0, Long.toString(ProcessHandle.current().pid()));
    Files.write(serverFile, lines);

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options)) {
      assertThat(Database.of(postgres).query("SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void whatAnInterruptedFirstStartLeftIsNotTakenForData(@TempDir Path interrupted)
      throws IOException, SQLException {
    Files.createDirectories(interrupted.resolve("data.new/base"));
    Files.writeString(interrupted.resolve("data.new/PG_VERSION"), "18");

    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(Build.postgres(interrupted.resolve("data")))) {
      assertThat(Database.of(postgres).query("SELECT 1")).isEqualTo("1");
      assertThat(interrupted.resolve("data.new")).doesNotExist();
    }
  }

  @Test
  void aSecondOneOnTheSameDataIsRefused() throws SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options)) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(options))
          .isInstanceOf(EmbeddedFailure.class)
          .hasMessageContainingAll("data is in use by this process itself", "Stop that one");
      assertThat(Database.of(postgres).query("SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void closingAfterAKillDoesNotFreeTheDataForAThird() {
    EmbeddedPostgres first = EmbeddedPostgres.start(options);
    first.kill();
    try (EmbeddedPostgres second = EmbeddedPostgres.start(options)) {
      first.close();

      assertThat(second.pid()).isNotEqualTo(first.pid());
      assertThatThrownBy(() -> EmbeddedPostgres.start(options)).hasMessageContaining("in use");
    }
  }

  @Test
  void aPortInUseIsNamed() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      PostgresOptions taken =
          new PostgresOptions(options.installation(), options.data(), other.getLocalPort());

      assertThatThrownBy(() -> EmbeddedPostgres.start(taken))
          .isInstanceOf(EmbeddedFailure.class)
          .hasMessageContainingAll("Port " + other.getLocalPort(), "choose another port");
    }
  }

  @Test
  void damagedDataAreNamedAndNoProcessIsLeft() throws IOException {
    Throwable failure = startWithout("data/global/pg_control");

    assertThat(failure)
        .isInstanceOf(EmbeddedFailure.class)
        .hasMessageContainingAll(
            "PostgreSQL did not start: postgres: could not find the database system",
            "global/pg_control",
            "move it away to begin anew");
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(process -> Processes.arguments(process).contains(options.data().toString()));
  }

  @Test
  void dataOfAnotherMajorVersionAreNamed() throws IOException {
    Path version = directory.resolve("data/PG_VERSION");
    String current = Files.readString(version);
    Files.writeString(version, "17\n");

    Throwable failure = catchThrowable(() -> EmbeddedPostgres.start(options));

    Files.writeString(version, current);
    assertThat(failure)
        .isInstanceOf(EmbeddedFailure.class)
        .hasMessageContainingAll("written by PostgreSQL 17", "this one is 18");
  }

  @Test
  void aLostPasswordIsNamed() throws IOException {
    assertThat(startWithout("data.password"))
        .isInstanceOf(EmbeddedFailure.class)
        .hasMessageContainingAll("data.password is missing", "Put it back");
  }

  @Test
  void aDirectoryWithOtherThingsIsNotTouched(@TempDir Path desk) throws IOException {
    Path thesis = Files.createDirectory(desk.resolve("data")).resolve("thesis.txt");
    Files.writeString(thesis, "the only copy");

    assertThatThrownBy(() -> EmbeddedPostgres.start(Build.postgres(desk.resolve("data"))))
        .isInstanceOf(EmbeddedFailure.class)
        .hasMessageContaining("holds something, but not a PostgreSQL");
    assertThat(thesis).hasContent("the only copy");
  }

  @Test
  void aPlaceThatCannotHoldDataIsNamed(@TempDir Path desk) throws IOException {
    Path file = Files.createFile(desk.resolve("file"));

    assertThatThrownBy(() -> EmbeddedPostgres.start(Build.postgres(file.resolve("data"))))
        .isInstanceOf(EmbeddedFailure.class)
        .hasMessageContainingAll(file.toString(), "Choose another directory");
  }

  @Test
  void theLogOfTheRunBeforeIsKeptAndNoOlderOne() throws IOException {
    for (int run = 1; run <= 3; run++) {
      EmbeddedPostgres.start(options).close();
    }

    assertThat(directory.resolve("data.log")).content().containsOnlyOnce("starting PostgreSQL");
    assertThat(directory.resolve("data.log.last"))
        .content()
        .containsOnlyOnce("starting PostgreSQL");
  }

  /** Why it fails to start; the file is there again afterwards. */
  private static Throwable startWithout(String name) throws IOException {
    Path file = directory.resolve(name);
    Path away = directory.resolve("away");
    Files.move(file, away);
    try {
      return catchThrowable(() -> EmbeddedPostgres.start(options));
    } finally {
      Files.move(away, file);
    }
  }
}

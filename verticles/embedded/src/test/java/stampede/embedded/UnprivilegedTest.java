package stampede.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of interest to root alone. */
class UnprivilegedTest {

  /** Not a temporary directory of JUnit's, which nobody but root may enter. */
  private final Path directory = Build.target().resolve("unprivileged");

  private final PostgresOptions options = Build.postgres(directory.resolve("data"));

  @BeforeEach
  void asRootOnly() throws IOException {
    Assumptions.assumeTrue(new UnixSystem().getUid() == 0, "not root: nothing to give up");
    DataDirectory.delete(directory);
    Files.createDirectory(directory);
  }

  @AfterEach
  void clean() throws IOException {
    DataDirectory.delete(directory);
  }

  @Test
  void postgresRunsInANamespaceOnFilesOfRoot() throws IOException, SQLException {
    assertThat(ownerWhenStarted(Unprivileged.inNamespace())).isEqualTo("root");
  }

  @Test
  void postgresRunsAsNobodyOnFilesOfNobody() throws IOException, SQLException {
    assertThat(ownerWhenStarted(Unprivileged.asNobody())).isEqualTo("nobody");
  }

  @Test
  void aMachineThatLosesNamespacesKeepsItsData() throws IOException, SQLException {
    try (EmbeddedPostgres before = EmbeddedPostgres.start(options, Unprivileged.inNamespace())) {
      Database.of(before).execute("CREATE TABLE kept AS SELECT 42 AS answer");
    }

    try (EmbeddedPostgres after = EmbeddedPostgres.start(options, Unprivileged.asNobody())) {
      assertThat(Database.of(after).query("SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  private String ownerWhenStarted(Unprivileged unprivileged) throws IOException, SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options, unprivileged)) {
      Database.of(postgres).execute("CREATE TABLE written (by text)");
      return Files.getOwner(directory.resolve("data/postmaster.pid")).getName();
    }
  }
}

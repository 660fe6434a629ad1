package stampede.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {

  @TempDir private Path directory;

  @Test
  void theFirstComplaintOfPostgresIsTheReasonAndWhatItAnsweredClientsIsNot() throws IOException {
    String text =
        """
        2026-11-20 10:00:00.000 UTC [10] LOG:  starting PostgreSQL 18.4
        2026-11-20 10:00:00.100 UTC [11] FATAL:  the database system is starting up
        2026-11-20 10:00:00.200 UTC [12] PANIC:  could not locate a valid checkpoint record
        2026-11-20 10:00:00.300 UTC [10] LOG:  startup process was terminated by signal 6
        2026-11-20 10:00:00.400 UTC [10] FATAL:  aborting startup
        """;

    assertThat(failure(text))
        .hasMessageContaining("did not start: could not locate a valid checkpoint record. If");
  }

  @Test
  void aFullDiskIsSaidInWords() throws IOException {
    assertThat(failure("FATAL:  could not write lock file: No space left on device\n"))
        .hasMessageContainingAll("disk that holds", "data is full", "Free some space");
  }

  @Test
  void aServerWithoutAComplaintIsQuoted() throws IOException {
    assertThat(failure("setpriv: failed to execute postgres: Permission denied\n"))
        .hasMessageContaining("did not start: setpriv: failed to execute postgres: Permission");
  }

  @Test
  void aServerThatSaidNothingIsTolerated() throws IOException {
    assertThat(failure("")).hasMessageContaining("did not start: it said nothing");
  }

  private EmbeddedFailure failure(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("data.log"), text);
    return new ServerLog(file, directory.resolve("data"))
        .failure("PostgreSQL", DatabaseCluster.COMPLAINT);
  }
}

package stampede.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stampede.embedded.PostgresInstallation.Platform;

class PostgresInstallationTest {

  @TempDir private Path directory;

  @Test
  void isUnpackedOnceForAllWhoAskAtTheSameTime() throws Exception {
    Callable<PostgresInstallation> unpack = () -> PostgresInstallation.unpack(directory);
    List<Future<PostgresInstallation>> unpacked;
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      unpacked = threads.invokeAll(List.of(unpack, unpack, unpack));
    }

    PostgresInstallation installation = unpacked.getFirst().get();
    assertThat(unpacked)
        .allSatisfy(other -> assertThat(other.get().home()).isEqualTo(installation.home()));
    assertThat(installation.home().getFileName().toString())
        .startsWith(installation.version() + "-");
    assertThat(
            ChildProcess.succeeds(
                List.of(installation.program("postgres").toString(), "--version")))
        .isTrue();
  }

  @Test
  void whatAnInterruptedUnpackingLeftIsNotTakenForPrograms() throws Exception {
    PostgresInstallation first = PostgresInstallation.unpack(Build.target().resolve("postgres"));
    Path unfinished = directory.resolve(first.home().getFileName() + ".new");
    Files.createDirectories(unfinished.resolve("bin"));

    PostgresInstallation installation = PostgresInstallation.unpack(directory);

    assertThat(installation.program("postgres")).isExecutable();
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void aMachineWithoutABundleIsNamed() {
    Platform platform = Platform.of("SunOS", "sparcv9");

    assertThatThrownBy(platform::openBundle)
        .isInstanceOf(EmbeddedFailure.class)
        .hasMessageContainingAll("no PostgreSQL for this machine (sunos-sparcv9)");
  }

  @Test
  void bundlesAreNamedAsTheirMakersDo() {
    assertThat(Platform.of("Linux", "amd64").name()).isEqualTo("linux-x86_64");
    assertThat(Platform.of("Linux", "aarch64").name()).isEqualTo("linux-arm_64");
    assertThat(Platform.of("Mac OS X", "x86_64").name()).isEqualTo("darwin-x86_64");
    assertThat(Platform.of("Mac OS X", "aarch64").name()).isEqualTo("darwin-arm_64");
  }
}

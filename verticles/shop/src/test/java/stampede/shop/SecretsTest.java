package stampede.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are made once: databases and tokens of earlier runs depend on them. */
class SecretsTest {

  @TempDir private Path directory;

  @Test
  void areTheSameAtEveryStart() throws IOException {
    Secrets first = Secrets.open(directory);
    String secret = first.secret("order");
    String keys = Files.readString(first.tokenKeys());

    Secrets second = Secrets.open(directory);

    assertThat(second.secret("order")).isEqualTo(secret);
    assertThat(Files.readString(second.tokenKeys())).isEqualTo(keys);
  }

  @Test
  void areDifferentForEachNameAndEachShop(@TempDir Path elsewhere) throws IOException {
    Secrets secrets = Secrets.open(directory);

    List<String> made =
        List.of(
            secrets.secret("order"),
            secrets.secret("payment"),
            Secrets.open(elsewhere).secret("order"));

    assertThat(made).doesNotHaveDuplicates().allMatch(secret -> secret.length() == 32);
  }

  @Test
  void areForTheirOwnerAlone() throws IOException {
    Secrets.open(directory).secret("order");

    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files)
          .hasSize(2)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }
}

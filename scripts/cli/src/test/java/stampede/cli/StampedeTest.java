package stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import stampede.cli.client.TestKeys;

class StampedeTest {

  @TempDir private Path data = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String line) {
    CommandLine commandLine =
        Stampede.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return commandLine.execute(line.isEmpty() ? new String[0] : line.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "--customer alice, alice, customer",
    "--staff bob, bob, staff",
    "--staff bob --operator, bob, operator"
  })
  void printsJustAToken(String options, String subject, String role) throws Exception {
    TestKeys.into(data);

    int code = run("token " + options + " --data " + data);

    assertThat(code).isZero();
    SignedJWT token = SignedJWT.parse(out.toString().strip());
    assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(subject);
    assertThat(token.getJWTClaimsSet().getStringClaim("role")).isEqualTo(role);
  }

  @Test
  void saysWhatToDoBeforeTheFirstStart() {
    int code = run("token --customer alice --data " + data);

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("./scripts/run").doesNotContain("Exception", "\tat ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "token",
        "token --customer a --staff b",
        "token --customer a --operator",
        "token --customer a --valid soon",
        "import",
        "import online-retail",
        "import online-retail file.csv --from yesterday",
        "import online-retail file.csv --speed fast"
      })
  void saysInOneLineWhatWasAskedWrongly(String line) {
    int code = run(line);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString().strip()).hasLineCount(1).contains("--help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "token --help", "demo --help", "import online-retail --help"})
  void helps(String line) {
    int code = run(line);

    assertThat(code).isZero();
    assertThat(out.toString()).startsWith("Usage: stampede");
  }
}

package stampede.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import stampede.testing.TestServers;

/** The map that the README draws is true. */
class ReadmeTest {

  private static final Path ROOT = TestServers.root();
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  private final Markdown readme = Markdown.read(ROOT.resolve("README.md"));

  @Test
  void listsEveryModuleAndNoOther() throws IOException {
    List<String> listed = readme.table("## Modules").stream().map(row -> row.getFirst()).toList();

    assertThat(listed)
        .as("the first column of the table under '## Modules'")
        .containsExactlyInAnyOrderElementsOf(modules(ROOT));
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The names of the modules that are built, not of those that only gather others. */
  private static List<String> modules(Path directory) throws IOException {
    List<String> modules = new ArrayList<>();
    String pom = Files.readString(directory.resolve("pom.xml"));
    for (String module : MODULE.matcher(pom).results().map(match -> match.group(1)).toList()) {
      List<String> gathered = modules(directory.resolve(module));
      if (gathered.isEmpty()) {
        modules.add(lastPart(module));
      }
      modules.addAll(gathered);
    }
    return modules;
  }

  @Test
  void listsEveryMessageAndNoOther() {
    List<Message> listed =
        readme.table("## Messages").stream()
            .map(
                row ->
                    new Message(row.get(0), services(row.get(1)), services(row.get(2)), row.get(3)))
            .toList();

    assertThat(listed)
        .as("the table | message | from | to | by | under '## Messages'")
        .containsExactlyInAnyOrderElementsOf(MessageFlow.declared());
  }

  private static Set<String> services(String cell) {
    return cell.isBlank() ? Set.of() : Set.of(cell.split(", *", -1));
  }

  @Test
  void namesNoFileThatIsNotThere() {
    List<String> missing =
        readme.files().filter(file -> !Files.exists(ROOT.resolve(file))).toList();

    assertThat(missing).isEmpty();
  }
}

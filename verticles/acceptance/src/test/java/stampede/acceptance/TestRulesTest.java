package stampede.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import stampede.testing.TestServers;

/** What every module's tests keep to. */
class TestRulesTest {

  private static JavaClasses tests;

  @BeforeAll
  static void readTheTestsOfAllModules() throws IOException {
    try (Stream<Path> verticles = Files.list(TestServers.root().resolve("verticles"));
        Stream<Path> scripts = Files.list(TestServers.root().resolve("scripts"))) {
      tests =
          new ClassFileImporter()
              .importPaths(
                  Stream.concat(verticles, scripts)
                      .map(module -> module.resolve("target/test-classes"))
                      .filter(Files::isDirectory)
                      .toList());
    }
  }

  /** The build picks tests by these names: one of another name would never run. */
  @Test
  void aTestHasANameThatIsRun() {
    List<String> neverRun =
        tests.stream()
            .filter(TestRulesTest::holdsTests)
            .map(type -> MainCode.outermost(type).getSimpleName())
            .filter(name -> !name.matches(".*(Test|Properties|Simulation|IT)"))
            .toList();

    assertThat(neverRun).isEmpty();
  }

  private static boolean holdsTests(JavaClass type) {
    return type.getMethods().stream()
        .anyMatch(method -> method.isMetaAnnotatedWith(Testable.class));
  }

  @Test
  void aTestWaitsForAConditionAndNeverSleeps() {
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(TimeUnit.class, "sleep", long.class)
        .check(tests);
  }

  @Test
  void noTestIsSwitchedOff() {
    noMethods().should().beAnnotatedWith(Disabled.class).check(tests);
    noClasses().should().beAnnotatedWith(Disabled.class).check(tests);
  }
}

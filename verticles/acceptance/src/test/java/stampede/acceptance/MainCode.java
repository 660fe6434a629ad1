package stampede.acceptance;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import stampede.contracts.BoundedContext;

/** The compiled code of all modules, without their tests. */
final class MainCode {

  /** Every class of ours that runs in production. */
  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .withImportOption(location -> !location.contains("/stampede/testing/"))
          .importPackages("stampede");

  private MainCode() {}

  /** The packages of the contexts, as ArchUnit writes them. */
  static String[] contextPackages() {
    return BoundedContext.serviceNames().stream()
        .map(context -> "stampede." + context + "..")
        .toArray(String[]::new);
  }

  /** The class that stands in a file of its own. */
  static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(MainCode::outermost).orElse(type);
  }

  /** For whose messages a context depends on the contracts. */
  static Set<String> contractsUsedBy(String context) {
    String prefix = "stampede.contracts.";
    Set<String> used = new TreeSet<>();
    CLASSES.that(JavaClass.Predicates.resideInAPackage("stampede." + context + "..")).stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .map(dependency -> dependency.getTargetClass().getBaseComponentType().getPackageName())
        .filter(name -> name.startsWith(prefix))
        .forEach(name -> used.add(name.substring(prefix.length())));
    return used;
  }
}

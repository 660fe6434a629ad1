package stampede.shop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import stampede.platform.settings.InvalidSettings;

/**
 * Where the class paths of the programs beside the shop are.
 *
 * @param home the project's directory, where the build has put them
 */
record Libraries(Path home) {

  /** Those of the project that this runs from; {@code scripts/run} says which. */
  static Libraries find() {
    Path home = Path.of(System.getProperty("stampede.home", ".")).toAbsolutePath().normalize();
    if (!Files.exists(home.resolve("cluster.xml"))) {
      throw InvalidSettings.because(
          home + " is not the project's directory: start with ./scripts/run");
    }
    return new Libraries(home);
  }

  Path kafka() {
    return home.resolve("verticles/kafka/target/lib");
  }

  List<Path> simulators() {
    Path target = home.resolve("verticles/simulators/target");
    return List.of(target.resolve("classes"), target.resolve("lib/*"));
  }

  Path cluster() {
    return home.resolve("cluster.xml");
  }
}

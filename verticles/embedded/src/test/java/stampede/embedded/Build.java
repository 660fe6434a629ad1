package stampede.embedded;

import java.nio.file.Path;

/** What the build has made ready for tests. */
final class Build {

  private static final Path VERTICLES =
      Path.of(System.getProperty("stampede.root", "../.."), "verticles");

  private Build() {}

  static Path target() {
    return VERTICLES.resolve("embedded/target");
  }

  static PostgresOptions postgres(Path data) {
    return new PostgresOptions(target().resolve("postgres"), data, 0);
  }

  static KafkaOptions kafka(Path data) {
    return new KafkaOptions(VERTICLES.resolve("kafka/target/lib"), data, 0, 0);
  }
}

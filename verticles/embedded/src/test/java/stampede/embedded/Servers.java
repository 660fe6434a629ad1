package stampede.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** A JVM with both servers, which waits for its end. */
final class Servers {

  private Servers() {}

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(Build.postgres(directory.resolve("postgres")));
    EmbeddedKafka kafka = EmbeddedKafka.start(Build.kafka(directory.resolve("kafka")));
    System.out.println(postgres.pid());
    System.out.println(kafka.pid());
    System.out.println(postgres.uri("postgres"));
    System.out.println(kafka.bootstrapServers());
    System.in.read();
  }
}

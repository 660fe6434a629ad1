package stampede.account;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.platform.SampleDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMailerTest {

  @TempDir private Path directory;
  private Vertx vertx;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void eachMailIsALineThatOnlyTheOwnerReads() throws IOException {
    Path file = directory.resolve("mail.jsonl");
    FileMailer mailer = new FileMailer(vertx, file);

    await(mailer.send(new Mail("kim@shop.example", "One", "1")));
    await(mailer.send(new Mail("kim@shop.example", "Two", "a\nb")));

    assertThat(Files.readAllLines(file))
        .extracting(line -> new JsonObject(line).getString("subject"))
        .containsExactly("One", "Two");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}

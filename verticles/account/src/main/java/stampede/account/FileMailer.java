package stampede.account;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import stampede.platform.json.Json;

/**
 * Appends each mail to a file as a line of JSON, for the operator's eyes or for a program that
 * follows it. Only the owner can read it, as it holds codes.
 */
final class FileMailer implements Mailer {

  private final Vertx vertx;
  private final Path file;

  FileMailer(Vertx vertx, Path file) {
    this.vertx = vertx;
    this.file = file;
  }

  @Override
  public Future<Void> send(Mail mail) {
    return vertx.executeBlocking(
        () -> {
          try {
            Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
          } catch (FileAlreadyExistsException e) {
            // it is there already, as after the first mail
          }
          Files.writeString(file, Json.write(mail) + "\n", StandardOpenOption.APPEND);
          return null;
        });
  }
}

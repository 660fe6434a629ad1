package stampede.embedded;

import java.nio.file.Path;

/**
 * Where a PostgreSQL lives.
 *
 * @param installation where its programs are unpacked once, about 60 MB; any number of users may
 *     share it at the same time
 * @param data its data; the log, the password and the lock lie beside it under the same name
 * @param port where it listens on 127.0.0.1; 0 for any that is free, else 1 to 65535
 */
public record PostgresOptions(Path installation, Path data, int port) {

  /** Fails with {@link IllegalArgumentException} when there can be no such port. */
  public PostgresOptions {
    Loopback.requirePort(port);
  }

  /** The same, with a port that nobody uses now in the place of 0. */
  public PostgresOptions withPort() {
    return new PostgresOptions(installation, data, Loopback.orFree(port));
  }
}

package stampede.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory with a server's data, held by this JVM until it is closed, and the files beside it
 * that are named after it: {@code <name>.lock}, {@code <name>.log} and what the server adds.
 */
final class DataDirectory implements AutoCloseable {

  /** Fills a new, empty directory. */
  interface Filling {
    void fill(Path directory) throws IOException;
  }

  /** Starts a server on the directory that it is given, and that it has to close when it stops. */
  interface Start<T> {
    T on(DataDirectory directory) throws IOException;
  }

  private final Path path;
  private final List<LockFile> locks = new ArrayList<>();

  private DataDirectory(Path path) {
    this.path = path;
  }

  /**
   * Holds a directory, which need not exist yet, and starts a server on it. A failure, in words for
   * operators, when another holds it or the start fails; then it is not held any more.
   */
  static <T> T hold(Path path, Start<T> start) {
    try {
      DataDirectory directory = new DataDirectory(real(path));
      boolean started = false;
      try {
        directory.lock();
        T server = start.on(directory);
        started = true;
        return server;
      } finally {
        if (!started) {
          directory.close();
        }
      }
    } catch (IOException failure) {
      throw EmbeddedFailure.of(failure);
    }
  }

  private void lock() throws IOException {
    Path file = beside(".lock");
    if (!alsoHold(file)) {
      throw new EmbeddedFailure(
          "%s is in use by %s. Stop that one first, or start with another directory."
              .formatted(path, LockFile.holder(file)));
    }
  }

  /** Takes one more lock, until the directory is closed; false when another holds it. */
  boolean alsoHold(Path lockFile) throws IOException {
    Optional<LockFile> lock = LockFile.tryTake(lockFile);
    lock.ifPresent(locks::add);
    return lock.isPresent();
  }

  /** One name for one directory, so that its lock and its orphans are found by it. */
  private static Path real(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath().normalize();
    if (Files.exists(absolute)) {
      return absolute.toRealPath();
    }
    Path parent = absolute.resolveSibling("");
    Files.createDirectories(parent);
    return parent.toRealPath().resolve(absolute.getFileName());
  }

  Path path() {
    return path;
  }

  /** The file of that ending beside the directory. */
  Path beside(String ending) {
    return path.resolveSibling(path.getFileName() + ending);
  }

  /** Where the directory is being filled for the first time. */
  Path unfinished() {
    return beside(".new");
  }

  ServerLog log() {
    return new ServerLog(beside(".log"), path);
  }

  /**
   * Leaves a directory that has been filled completely: it is filled under another name, and gets
   * its own only then. Nothing is done when it holds the file {@code mark} already.
   *
   * @param contents what the directory should hold, in words
   */
  void fillOnce(String mark, String contents, Filling filling) throws IOException {
    if (Files.exists(path.resolve(mark))) {
      return;
    }
    if (Files.exists(path) && !isEmptyDirectory(path)) {
      throw new EmbeddedFailure(
          "%s holds something, but not %s: there is no %s. Move it away, or choose another directory."
              .formatted(path, contents, mark));
    }
    delete(unfinished());
    Files.createDirectory(unfinished());
    filling.fill(unfinished());
    Files.move(unfinished(), path, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean isEmptyDirectory(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    }
  }

  /** Deletes a directory with everything in it, if it is there. */
  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    for (Path entry : contents(directory).reversed()) {
      Files.delete(entry);
    }
  }

  /** A directory and everything in it, each directory before what it holds. */
  static List<Path> contents(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.toList();
    }
  }

  @Override
  public void close() {
    locks.forEach(LockFile::close);
  }
}

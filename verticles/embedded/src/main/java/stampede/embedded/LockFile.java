package stampede.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Something that one holder at a time may use, in this JVM and among all on this machine. It holds
 * the number of the process that took it last. The operating system frees it when that one dies.
 */
final class LockFile implements AutoCloseable {

  /**
   * Closing any channel to a file would free this JVM's lock on it: it must never be opened twice.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private LockFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the lock, or nothing when another holds it. The same path must always be spelt alike. */
  static Optional<LockFile> tryTake(Path file) throws IOException {
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    Optional<LockFile> taken = Optional.empty();
    try {
      taken = open(file);
      return taken;
    } finally {
      if (taken.isEmpty()) {
        HELD.remove(file);
      }
    }
  }

  private static Optional<LockFile> open(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      taken = channel.tryLock() != null;
      if (taken) {
        String holder = Long.toString(ProcessHandle.current().pid());
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)));
      }
    } finally {
      if (!taken) {
        channel.close();
      }
    }
    return taken ? Optional.of(new LockFile(file, channel)) : Optional.empty();
  }

  /** Who holds it, in words. */
  static String holder(Path file) {
    try {
      return HELD.contains(file) ? "this process itself" : "process " + Files.readString(file);
    } catch (IOException unreadable) {
      return "another process";
    }
  }

  /** Frees it, once: it may be another's by the second time. */
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException failure) {
      throw EmbeddedFailure.of(failure);
    } finally {
      HELD.remove(file);
    }
  }
}

package stampede.simulators.partner;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An append-only file of lines, for one process and one thread at a time. What was appended can be
 * read at once, and is safe from a crash after {@link #force}.
 */
final class JournalFile implements Closeable {

  private static final Logger LOGGER = LoggerFactory.getLogger(JournalFile.class);

  static final int LONGEST_LINE = 4096;
  private static final int CHUNK = 1 << 16;

  /** Takes each line, with its line feed. */
  interface Lines {
    void line(long position, byte[] line);
  }

  private final Path path;
  private final DirectoryLock lock;
  private final FileChannel channel;
  private final ByteArrayOutputStream unwritten = new ByteArrayOutputStream(CHUNK);
  private long written;
  private boolean forced = true;

  private JournalFile(Path path, DirectoryLock lock) throws IOException {
    this.path = path;
    this.lock = lock;
    channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    forceNames(path.resolveSibling("."));
  }

  /** Makes sure that what was created in a directory is still found in it after a crash. */
  private static void forceNames(Path directory) throws IOException {
    try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  /** Opens or creates the journal of a directory; {@link CannotRun} when it is taken or closed. */
  static JournalFile open(Path directory) {
    try {
      Files.createDirectories(directory);
      forceNames(directory.toAbsolutePath().resolveSibling("."));
      DirectoryLock lock = DirectoryLock.take(directory);
      try {
        return new JournalFile(directory.resolve("journal.jsonl"), lock);
      } catch (IOException unusable) {
        lock.close();
        throw unusable;
      }
    } catch (IOException unusable) {
      throw new CannotRun(
          "The data directory %s cannot be used (%s). Make it a directory that this user may write, or choose another with --data."
              .formatted(directory, unusable));
    }
  }

  Path path() {
    return path;
  }

  /** Where the next line will begin. */
  long end() {
    return written + unwritten.size();
  }

  /**
   * Reads all lines in order. What follows the last line feed was being written when the process
   * died, so it was never answered: it is cut off. All others are on disk when this returns.
   */
  void readAll(Lines lines) throws IOException {
    byte[] chunk = new byte[CHUNK];
    int kept = 0;
    for (int read; (read = readAt(written + kept, chunk, kept)) > 0; ) {
      int filled = kept + read;
      int begin = 0;
      for (int at = kept; at < filled; at++) {
        if (chunk[at] == '\n') {
          lines.line(written, Arrays.copyOfRange(chunk, begin, at + 1));
          written += at + 1 - begin;
          begin = at + 1;
        }
      }
      kept = filled - begin;
      if (kept == CHUNK) {
        throw new CannotRun(damage(written, "a line without an end"));
      }
      System.arraycopy(chunk, begin, chunk, 0, kept);
    }
    if (kept > 0) {
      LOGGER.warn("{}: cut off {} bytes of an entry that a crash left unfinished", path, kept);
      channel.truncate(written);
    }
    // A process that was killed may have written more than it forced.
    channel.force(true);
  }

  String damage(long position, String what) {
    return "%s is damaged at byte %d: %s. Restore it from a copy, or move it away to begin with an empty ledger."
        .formatted(path, position, what);
  }

  /** Adds a line, and says where it begins. */
  long append(byte[] line) {
    if (line.length > LONGEST_LINE) {
      throw new IllegalArgumentException("a line of " + line.length + " bytes is too long");
    }
    long position = end();
    unwritten.writeBytes(line);
    forced = false;
    return position;
  }

  /** Returns when everything appended is on disk. */
  void force() throws IOException {
    if (!forced) {
      write();
      channel.force(false);
      forced = true;
    }
  }

  private void write() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(unwritten.toByteArray());
    // Before it can fail: after half a line nothing must follow.
    unwritten.reset();
    while (bytes.hasRemaining()) {
      written += channel.write(bytes, written);
    }
  }

  /** The line that begins there, with its line feed. */
  byte[] lineAt(long position) throws IOException {
    if (position >= written) {
      write();
    }
    byte[] line = new byte[LONGEST_LINE];
    int read = readAt(position, line, 0);
    for (int at = 0; at < read; at++) {
      if (line[at] == '\n') {
        return Arrays.copyOf(line, at + 1);
      }
    }
    throw new IOException(damage(position, "a line without an end"));
  }

  /** Where the line begins that stands so many lines after the one at that position. */
  long skipLines(long position, int count) throws IOException {
    write();
    byte[] chunk = new byte[CHUNK];
    long at = position;
    int left = count;
    for (int read; left > 0 && (read = readAt(at, chunk, 0)) > 0; ) {
      int used = 0;
      while (used < read && left > 0) {
        if (chunk[used++] == '\n') {
          left--;
        }
      }
      at += used;
    }
    return at;
  }

  private int readAt(long position, byte[] into, int offset) throws IOException {
    return channel.read(ByteBuffer.wrap(into, offset, into.length - offset), position);
  }

  /** Forces, and lets the next process in. */
  @Override
  public void close() throws IOException {
    try (lock;
        channel) {
      force();
    }
  }
}

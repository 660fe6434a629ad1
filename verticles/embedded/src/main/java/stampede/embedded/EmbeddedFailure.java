package stampede.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/**
 * A server could not be started, stopped or set up. The message is for operators: it says what is
 * wrong and what to do, and stands without a stack trace.
 */
public final class EmbeddedFailure extends RuntimeException {

  static final String DISK_FULL = "No space left on device";

  EmbeddedFailure(String message) {
    super(message);
  }

  EmbeddedFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /** The failure of touching a file, in words. */
  public static EmbeddedFailure of(IOException cause) {
    return new EmbeddedFailure(inWords(cause), cause);
  }

  static EmbeddedFailure diskFull(Object where) {
    return new EmbeddedFailure(
        "The disk that holds %s is full. Free some space there, then start again."
            .formatted(where));
  }

  private static String inWords(IOException cause) {
    if (cause.getMessage() != null && cause.getMessage().contains(DISK_FULL)) {
      return "The disk is full (%s). Free some space there, then start again."
          .formatted(cause.getMessage());
    }
    if (cause instanceof AccessDeniedException denied) {
      return "No permission to write %s. Give it to the user that runs this, or choose another directory."
          .formatted(denied.getFile());
    }
    if (cause instanceof FileSystemException failed) {
      return "%s cannot be used: %s. Choose another directory, or put this one right."
          .formatted(failed.getFile(), reason(failed));
    }
    return "Reading or writing a file failed: %s.".formatted(cause);
  }

  private static String reason(FileSystemException failed) {
    return failed.getReason() == null ? failed.getClass().getSimpleName() : failed.getReason();
  }
}

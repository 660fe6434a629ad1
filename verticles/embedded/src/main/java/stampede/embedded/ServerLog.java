package stampede.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server wrote since it was started; what the one before wrote is kept beside it.
 *
 * @param data what the server works on
 */
record ServerLog(Path file, Path data) {

  private static final int LAST_WORDS = 3;

  /**
   * Makes room for a new start: this and the last start's are kept, so they never grow for ever.
   */
  void turn() throws IOException {
    if (Files.exists(file)) {
      Path last = file.resolveSibling(file.getFileName() + ".last");
      Files.move(file, last, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Why the server gave up.
   *
   * @param complaint finds the first serious line; its last group that matched is the reason
   */
  EmbeddedFailure failure(String server, Pattern complaint) {
    String text = text();
    if (text.contains(EmbeddedFailure.DISK_FULL)) {
      return EmbeddedFailure.diskFull(data);
    }
    return new EmbeddedFailure(
        "%s did not start: %s. If its data are damaged, restore %s from a copy, or move it away to begin anew. Its log is %s."
            .formatted(server, reason(text, complaint).replaceAll("[.\\s]+$", ""), data, file));
  }

  private String text() {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return "its log cannot be read";
    }
  }

  private static String reason(String text, Pattern complaint) {
    Matcher matcher = complaint.matcher(text);
    if (matcher.find()) {
      String exception = matcher.group(matcher.groupCount());
      return exception == null ? matcher.group(1) : exception;
    }
    return lastWords(text);
  }

  private static String lastWords(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty()
        ? "it said nothing"
        : String.join(" ", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
  }
}

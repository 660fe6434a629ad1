package stampede.simulators.partner;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * One line of the journal: a flat JSON object whose last field is the CRC-32C of all before it, so
 * that damage is found even where it leaves valid JSON behind.
 */
final class JournalLine {

  /** The length of every {@link #seal}. */
  private static final int SEAL = ",\"crc\":\"01234567\"}\n".length();

  private JournalLine() {}

  /** The line as it stands on disk, with its line feed. */
  static byte[] write(JsonObject fields) {
    byte[] json = fields.toBuffer().getBytes();
    int open = json.length - 1;
    byte[] line = Arrays.copyOf(json, open + SEAL);
    System.arraycopy(seal(json, open), 0, line, open, SEAL);
    return line;
  }

  /** Reads a line with its line feed; a {@link Refusal} when it is not one that was written. */
  static JsonFields read(byte[] line) {
    int open = line.length - SEAL;
    if (open <= 0 || !Arrays.equals(line, open, line.length, seal(line, open), 0, SEAL)) {
      throw Refusal.malformed("its checksum does not match");
    }
    return JsonFields.read(line);
  }

  /** What closes an object that is still open after so many bytes. */
  private static byte[] seal(byte[] bytes, int open) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, open);
    String digits = HexFormat.of().toHexDigits((int) checksum.getValue());
    return (",\"crc\":\"" + digits + "\"}\n").getBytes(StandardCharsets.US_ASCII);
  }
}

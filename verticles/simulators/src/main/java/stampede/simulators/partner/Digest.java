package stampede.simulators.partner;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, cut to 64 bits: tells texts apart without keeping them. */
public final class Digest {

  private Digest() {}

  /** 16 hexadecimal digits that stand for the text, and from which it cannot be guessed back. */
  public static String fingerprint(String text) {
    return HexFormat.of().toHexDigits(number(text));
  }

  static long number(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }
}

package stampede.auditor;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import stampede.contracts.Event;

/**
 * An event, from its topic or from an outbox.
 *
 * @param digest of its id, type and body: equal for copies, and for nothing else
 * @param place where it was published; empty when it is still in the outbox
 */
record TopicEvent(long sequence, long digest, Event event, Optional<Place> place) {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** 64 bits: an accident has one chance in 10¹³ among a million events. */
  static long digest(UUID id, String type, byte[] body) {
    long digest = FNV_OFFSET;
    digest = (digest ^ id.getMostSignificantBits()) * FNV_PRIME;
    digest = (digest ^ id.getLeastSignificantBits()) * FNV_PRIME;
    for (byte b : type.getBytes(StandardCharsets.UTF_8)) {
      digest = (digest ^ (b & 0xff)) * FNV_PRIME;
    }
    for (byte b : body) {
      digest = (digest ^ (b & 0xff)) * FNV_PRIME;
    }
    return digest;
  }
}

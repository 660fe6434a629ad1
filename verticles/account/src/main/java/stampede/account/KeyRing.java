package stampede.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which key signs and which are shown. A new key is shown before it signs, so that everybody who
 * verifies has it by then; an old one is shown until the last token that it can have signed has
 * ended.
 *
 * @param keys oldest first
 * @param keyTime how long a key signs before the next is made
 * @param tokenTime how long a token lives at most
 */
record KeyRing(List<Key> keys, Duration keyTime, Duration tokenTime) {

  /** From being shown to signing. */
  static final Duration SETTLING = Duration.ofMinutes(5);

  /** By how much clocks may differ. */
  static final Duration SKEW = Duration.ofMinutes(1);

  /** A key by its id. */
  record Key(String id, Instant createdAt) {}

  KeyRing {
    keys = keys.stream().sorted(Comparator.comparing(Key::createdAt)).toList();
  }

  /** Whether it is time for a new one. */
  boolean needsNew(Instant now) {
    return keys.isEmpty() || !keys.getLast().createdAt().plus(keyTime).isAfter(now);
  }

  /** The one that signs; empty when there is none at all. */
  Optional<Key> signer(Instant now) {
    return keys.reversed().stream()
        .filter(key -> !signsFrom(key).isAfter(now))
        .findFirst()
        .or(() -> keys.stream().findFirst());
  }

  /** Those that no token needs any more. */
  List<Key> ended(Instant now) {
    List<Key> ended = new ArrayList<>();
    for (int i = 0; i + 1 < keys.size(); i++) {
      Instant lastSigned = signsFrom(keys.get(i + 1));
      if (lastSigned.plus(tokenTime).plus(SKEW).isBefore(now)) {
        ended.add(keys.get(i));
      }
    }
    return ended;
  }

  private static Instant signsFrom(Key key) {
    return key.createdAt().plus(SETTLING);
  }
}

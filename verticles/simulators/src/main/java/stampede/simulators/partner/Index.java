package stampede.simulators.partner;

import org.agrona.collections.Long2LongHashMap;

/**
 * Where in the journal the latest entry of each key begins. The state itself stays on disk, so that
 * a key costs about 30 bytes of heap and a small process can remember a million charges.
 *
 * <p>Keys are digests. Among a million texts two have the same with odds of 1 to 37 million; {@link
 * Books} finds that out and refuses the second. Not thread-safe.
 */
final class Index {

  static final long NONE = -1;

  /** Many small maps instead of one: a growing map exists twice, and that must not be all of it. */
  private static final int PARTS = 64;

  private final Long2LongHashMap[] parts = new Long2LongHashMap[PARTS];

  Index() {
    for (int part = 0; part < PARTS; part++) {
      parts[part] = new Long2LongHashMap(8, 0.75f, NONE, false);
    }
  }

  static long key(String text) {
    return Digest.number(text);
  }

  long position(long key) {
    return part(key).get(key);
  }

  void put(long key, long position) {
    part(key).put(key, position);
  }

  private Long2LongHashMap part(long key) {
    return parts[(int) (key >>> 32) & (PARTS - 1)];
  }
}

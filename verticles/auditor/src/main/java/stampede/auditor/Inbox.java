package stampede.auditor;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.ObjLongConsumer;

/** How far a consumer has come with each aggregate of one topic. */
final class Inbox {

  private static final int UUID_LENGTH = 36;

  private final Map<Object, Long> reached = new HashMap<>();

  void put(String aggregateId, long sequence) {
    reached.put(key(aggregateId), sequence);
  }

  /** 0 when it has had no event of that aggregate. */
  long reached(Object aggregateId) {
    return reached.getOrDefault(aggregateId instanceof String text ? key(text) : aggregateId, 0L);
  }

  void forEach(ObjLongConsumer<String> use) {
    reached.forEach((id, sequence) -> use.accept(id.toString(), sequence));
  }

  int size() {
    return reached.size();
  }

  /** Ids of orders take less than half the memory like this, and there are many. */
  private static Object key(String aggregateId) {
    if (aggregateId.length() == UUID_LENGTH) {
      try {
        UUID id = UUID.fromString(aggregateId);
        return id.toString().equals(aggregateId) ? id : aggregateId;
      } catch (IllegalArgumentException e) {
        return aggregateId; // a SKU may be as long
      }
    }
    return aggregateId;
  }
}

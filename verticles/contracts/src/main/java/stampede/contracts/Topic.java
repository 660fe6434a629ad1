package stampede.contracts;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a context publishes its events, keyed by aggregate.
 *
 * @param name the topic's name at the broker
 * @param events the sealed interface whose records may appear there
 */
public record Topic<E extends Event>(String name, Class<E> events) {

  /** Fails with {@link IllegalArgumentException} when {@code events} is not sealed. */
  public Topic {
    if (!events.isSealed()) {
      throw new IllegalArgumentException(events + " is not sealed: its events cannot be listed");
    }
  }

  /**
   * The type of an event as it stands in its {@code ce_type} header, for example {@code
   * stampede.order.OrderPlaced.v1}. A breaking change would be a new record and a new type.
   */
  public String typeOf(Class<? extends Event> event) {
    return name + "." + event.getSimpleName() + ".v1";
  }

  /** Every event type of this topic with the record that it is read into. */
  public Map<String, Class<? extends E>> types() {
    Map<String, Class<? extends E>> types = new LinkedHashMap<>();
    collect(events, types);
    return types;
  }

  private void collect(Class<?> sealed, Map<String, Class<? extends E>> types) {
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        collect(permitted, types);
      } else {
        Class<? extends E> event = permitted.asSubclass(events);
        types.put(typeOf(event), event);
      }
    }
  }
}

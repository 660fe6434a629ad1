package stampede.acceptance;

import java.util.Set;
import java.util.TreeSet;

/**
 * What goes from one service to another.
 *
 * @param name the topic, or the address on the bus
 * @param from who sends it
 * @param to who gets it
 * @param by what carries it: {@value #KAFKA}, {@value #BUS}, or {@value #NEWS}
 */
record Message(String name, Set<String> from, Set<String> to, String by)
    implements Comparable<Message> {

  /** An event that is not lost. */
  static final String KAFKA = "Kafka";

  /** A question with its answer. */
  static final String BUS = "bus";

  /** Told to whoever listens; may be lost. */
  static final String NEWS = "bus, news";

  Message {
    from = new TreeSet<>(from);
    to = new TreeSet<>(to);
  }

  @Override
  public int compareTo(Message other) {
    return name.compareTo(other.name);
  }

  /** As the README's table has it. */
  @Override
  public String toString() {
    return "| `%s` | %s | %s | %s |"
        .formatted(name, String.join(", ", from), String.join(", ", to), by);
  }
}

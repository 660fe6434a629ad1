package stampede.acceptance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import stampede.contracts.Address;
import stampede.contracts.Topic;

/** Everything that contexts say to each other, as the contracts have it. */
final class Contracts {

  private Contracts() {}

  /** Every topic. */
  static List<Topic<?>> topics() {
    List<Topic<?>> topics = new ArrayList<>();
    constants(Topic.class).forEach(topic -> topics.add(topic));
    return topics;
  }

  /** Every address where a context answers another. */
  static List<Address<?, ?>> addresses() {
    List<Address<?, ?>> addresses = new ArrayList<>();
    constants(Address.class).forEach(address -> addresses.add(address));
    return addresses;
  }

  /**
   * Every kind of message with the type that it is read into: an event by its type, a question or
   * an answer by its address and what it is called.
   */
  static Map<String, Class<?>> messages() {
    Map<String, Class<?>> messages = new TreeMap<>();
    topics().forEach(topic -> messages.putAll(topic.types()));
    for (Address<?, ?> address : addresses()) {
      collect(address, address.request(), address.request(), messages);
      collect(address, address.reply(), address.reply(), messages);
    }
    return messages;
  }

  /** An answer of a sealed type is read into that type, and is one of its records. */
  private static void collect(
      Address<?, ?> address, Class<?> readInto, Class<?> type, Map<String, Class<?>> messages) {
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        collect(address, readInto, permitted, messages);
      }
    } else {
      messages.put(address.name() + "." + type.getSimpleName(), readInto);
    }
  }

  /** Whether a context's code uses that address. */
  static boolean isNamedIn(Address<?, ?> address, String context) {
    return constants()
        .filter(field -> value(field).equals(address))
        .flatMap(field -> field.getAccessesToSelf().stream())
        .anyMatch(access -> access.getOriginOwner().getPackageName().equals("stampede." + context));
  }

  private static <T> List<T> constants(Class<T> type) {
    return constants()
        .filter(field -> field.getRawType().isEquivalentTo(type))
        .map(field -> type.cast(value(field)))
        .toList();
  }

  private static Stream<JavaField> constants() {
    return MainCode.CLASSES.that(resideInAPackage("stampede.contracts..")).stream()
        .flatMap(owner -> owner.getFields().stream())
        .filter(
            field ->
                field.getModifiers().containsAll(Set.of(JavaModifier.PUBLIC, JavaModifier.STATIC)));
  }

  private static Object value(JavaField constant) {
    try {
      return constant.reflect().get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(constant + " is not for others to read", e);
    }
  }
}

package stampede.acceptance;

import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Comparator;
import java.util.List;
import stampede.platform.node.Service;

/** Every service that there is, found in the code, so that none is forgotten. */
final class Services {

  private Services() {}

  /** Each of them, new, by name. */
  static List<Service> all() {
    return MainCode.CLASSES.stream()
        .filter(type -> type.isAssignableTo(Service.class))
        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
        .map(type -> instance(type.reflect().asSubclass(Service.class)))
        .sorted(Comparator.comparing(Service::name))
        .toList();
  }

  private static Service instance(Class<? extends Service> type) {
    try {
      return type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type + " cannot be made without arguments", e);
    }
  }
}

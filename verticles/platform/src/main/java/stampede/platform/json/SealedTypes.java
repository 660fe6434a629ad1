package stampede.platform.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a sealed interface be JSON without annotations on it, so that contracts need no library: its
 * records carry their simple name as {@code "type"}.
 */
final class SealedTypes extends JacksonAnnotationIntrospector {

  private static final long serialVersionUID = 1;

  @Override
  public @Nullable TypeResolverBuilder<?> findTypeResolver(
      MapperConfig<?> config, AnnotatedClass annotated, JavaType type) {
    if (sealedRoot(type.getRawClass()) == null) {
      return super.findTypeResolver(config, annotated, type);
    }
    return new StdTypeResolverBuilder()
        .init(
            JsonTypeInfo.Value.construct(
                JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "type", null, false, true),
            null);
  }

  @Override
  public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
    Class<?> root = sealedRoot(annotated.getRawType());
    if (root == null) {
      return super.findSubtypes(annotated);
    }
    List<NamedType> subtypes = new ArrayList<>();
    collect(root, subtypes);
    return subtypes;
  }

  @Override
  public @Nullable String findTypeName(AnnotatedClass annotated) {
    return sealedRoot(annotated.getRawType()) == null
        ? super.findTypeName(annotated)
        : annotated.getRawType().getSimpleName();
  }

  /** The sealed interface of ours that the class is or implements, or null. */
  private static @Nullable Class<?> sealedRoot(Class<?> type) {
    if (!type.getName().startsWith("stampede.")) {
      return null;
    }
    if (type.isSealed()) {
      return type;
    }
    for (Class<?> implemented : type.getInterfaces()) {
      if (implemented.isSealed()) {
        return implemented;
      }
    }
    return null;
  }

  private static void collect(Class<?> sealed, List<NamedType> subtypes) {
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        collect(permitted, subtypes);
      } else {
        subtypes.add(new NamedType(permitted, permitted.getSimpleName()));
      }
    }
  }
}

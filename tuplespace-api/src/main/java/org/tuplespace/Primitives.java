package org.tuplespace;

import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets {@code int.class} stand for {@code Integer.class}, as a caller means it. */
final class Primitives {
  private Primitives() {}

  private static final Map<String, Class<?>> WRAPPERS =
      Stream.of(
              boolean.class,
              byte.class,
              short.class,
              int.class,
              long.class,
              float.class,
              double.class,
              char.class)
          .collect(Collectors.toUnmodifiableMap(Class::getName, Primitives::wrap));

  /** The wrapper of the primitive type of this name; null if there is none. */
  static @Nullable Class<?> named(@Nullable String name) {
    return name == null ? null : WRAPPERS.get(name);
  }

  @SuppressWarnings("unchecked") // the wrapper of T is what a T is boxed to
  static <T> Class<T> wrap(Class<T> type) {
    return (Class<T>) MethodType.methodType(type).wrap().returnType();
  }
}

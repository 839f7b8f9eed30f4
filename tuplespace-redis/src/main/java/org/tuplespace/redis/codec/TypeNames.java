package org.tuplespace.redis.codec;

import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names by which the server knows the class of a typed object: first its own, then those of all
 * its supertypes except Object, so that a template with an interface finds it.
 */
final class TypeNames {

  private static final ClassValue<byte[]> ENTRIES =
      new ClassValue<>() {
        @Override
        protected byte[] computeValue(Class<?> type) {
          List<String> names = of(type);
          Output out = new Output().arrayHeader(names.size());
          names.forEach(out::string);
          return out.toByteArray();
        }
      };

  private TypeNames() {}

  /** The class entry of a value of class {@code type}, as it is stored. */
  static byte[] entry(Class<?> type) {
    return ENTRIES.get(type);
  }

  /** What a constant with a body counts as: its enum; any other class is itself. */
  static Class<?> declared(Class<?> type) {
    Class<?> parent = type.getSuperclass();
    return parent != null && parent.isEnum() ? parent : type;
  }

  static List<String> of(Class<?> type) {
    Set<Class<?>> types = new LinkedHashSet<>();
    types.add(declared(type));
    // The class of a constant's body comes among the supertypes: a formal may name it.
    addAll(types, type);
    types.remove(Object.class);
    return types.stream().map(Class::getName).toList();
  }

  private static void addAll(Set<Class<?>> types, Class<?> type) {
    types.add(type);
    if (type.isArray()) {
      addArray(types, type.getComponentType());
      return;
    }
    Class<?> parent = type.getSuperclass();
    Stream.concat(Stream.ofNullable(parent), Arrays.stream(type.getInterfaces()))
        .forEach(each -> addAll(types, each));
  }

  /** Arrays of references are covariant, at every depth: a String[][] is an Object[][] too. */
  private static void addArray(Set<Class<?>> types, Class<?> component) {
    if (!component.isPrimitive()) {
      Set<Class<?>> components = new LinkedHashSet<>();
      addAll(components, component);
      components.add(Object.class);
      components.forEach(each -> types.add(each.arrayType()));
    }
    types.add(Cloneable.class);
    types.add(Serializable.class);
  }
}

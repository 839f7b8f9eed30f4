package org.tuplespace.internal;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names of a class and of all that its objects are instances of, Object apart, so that a class
 * can be tested by name where it isn't there.
 */
public final class ClassNames {

  private static final ClassValue<Set<String>> KNOWN =
      new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> type) {
          return compute(type);
        }
      };

  private ClassNames() {}

  /** Unmodifiable; the first is that of the class, of an enum constant with a body the enum's. */
  public static Set<String> of(Class<?> type) {
    return KNOWN.get(type);
  }

  /** Whether objects of the class are instances of that of this name. */
  public static boolean isInstance(Class<?> type, String name) {
    return of(type).contains(name) || name.equals(Object.class.getName());
  }

  /** What a constant with a body counts as: its enum; any other class is itself. */
  public static Class<?> declared(Class<?> type) {
    Class<?> parent = type.getSuperclass();
    return parent != null && parent.isEnum() ? parent : type;
  }

  private static Set<String> compute(Class<?> type) {
    Set<Class<?>> types = new LinkedHashSet<>();
    types.add(declared(type));
    // The class of a constant's body comes among the supertypes: a formal may name it.
    addAll(types, type);
    types.remove(Object.class);
    Set<String> names = new LinkedHashSet<>();
    types.forEach(each -> names.add(each.getName()));
    return Collections.unmodifiableSet(names);
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

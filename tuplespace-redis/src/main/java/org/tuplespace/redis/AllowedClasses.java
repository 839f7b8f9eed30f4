package org.tuplespace.redis;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The classes whose objects may cross a space: the JDK's value and collection types, and what the
 * application allows by class or package. Everything else is refused, on the way in and out.
 *
 * <p>An array may cross if its elements may. Immutable and thread-safe.
 */
public final class AllowedClasses {

  private static final AllowedClasses JDK =
      new AllowedClasses(JdkClasses.NAMES, JdkClasses.PACKAGES);

  private final Set<String> names;
  private final Set<String> packages;

  private AllowedClasses(Set<String> names, Set<String> packages) {
    this.names = names;
    this.packages = packages;
  }

  /** The JDK's value and collection types alone. */
  public static AllowedClasses jdk() {
    return JDK;
  }

  /** These and {@code types}, by exact class; a nested class needs a mention of its own. */
  public AllowedClasses allow(Class<?>... types) {
    Set<String> more = new HashSet<>(names);
    for (Class<?> type : types) {
      more.add(elementName(type.getName()));
      if (type.isEnum()) {
        // A constant with a body has a class of its own, which nobody can name.
        Arrays.stream(type.getEnumConstants()).forEach(each -> more.add(each.getClass().getName()));
      }
    }
    return new AllowedClasses(Set.copyOf(more), packages);
  }

  /**
   * These and every class of the package {@code name} and of the packages below it.
   *
   * @throws IllegalArgumentException if {@code name} is no package name
   */
  public AllowedClasses allowPackage(String name) {
    if (!name.matches("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*")) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no package name; write for example \"com.example.jobs\"");
    }
    Set<String> more = new HashSet<>(packages);
    more.add(name);
    return new AllowedClasses(names, Set.copyOf(more));
  }

  /** Whether objects of the class {@code name}, as {@link Class#getName} gives it, may cross. */
  public boolean permits(String name) {
    String element = elementName(name);
    if (names.contains(element)) {
      return true;
    }
    for (int dot = element.lastIndexOf('.'); dot > 0; dot = element.lastIndexOf('.', dot - 1)) {
      if (packages.contains(element.substring(0, dot))) {
        return true;
      }
    }
    return false;
  }

  /** The class at the bottom of an array; the name itself if it is no array's. */
  private static String elementName(String name) {
    int dimensions = 0;
    while (dimensions < name.length() && name.charAt(dimensions) == '[') {
      dimensions++;
    }
    if (dimensions == 0) {
      return name;
    }
    boolean ofObjects =
        dimensions < name.length() && name.charAt(dimensions) == 'L' && name.endsWith(";");
    return ofObjects
        ? name.substring(dimensions + 1, name.length() - 1)
        : name.substring(dimensions);
  }
}

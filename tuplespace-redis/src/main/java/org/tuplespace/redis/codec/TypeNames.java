package org.tuplespace.redis.codec;

import java.util.Set;
import org.tuplespace.internal.ClassNames;

/**
 * The names by which the server knows the class of a typed object: first its own, then those of all
 * its supertypes except Object, so that a template with an interface finds it.
 */
final class TypeNames {

  private static final ClassValue<ClassEntry> ENTRIES =
      new ClassValue<>() {
        @Override
        protected ClassEntry computeValue(Class<?> type) {
          Set<String> names = ClassNames.of(type);
          Output out = new Output().arrayHeader(names.size());
          names.forEach(out::string);
          return new ClassEntry(ClassNames.declared(type).getName(), out.toByteArray());
        }
      };

  private TypeNames() {}

  /** The class entry of a value of class {@code type}. */
  static ClassEntry entry(Class<?> type) {
    return ENTRIES.get(type);
  }
}

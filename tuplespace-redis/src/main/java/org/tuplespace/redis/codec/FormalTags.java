package org.tuplespace.redis.codec;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.tuplespace.FieldType;
import org.tuplespace.Tuple;
import org.tuplespace.internal.ClassNames;

/**
 * The tags of those types of which every value is an instance of a class. Of other enums, records
 * and opaque objects the class names that are stored beside them decide.
 */
final class FormalTags {

  /** What a tuple holds a list as; so a formal accepts what {@code isInstance} accepts. */
  private static final Class<?> HELD_LIST = Tuple.of(List.of()).get(0, List.class).getClass();

  private FormalTags() {}

  static byte[] of(Class<?> formal) {
    return where(formal::isAssignableFrom);
  }

  /** For a class of which only the name is known. */
  static byte[] of(String formal) {
    return where(values -> ClassNames.isInstance(values, formal));
  }

  /** Of the types themselves; there are no supertypes that could name others. */
  static byte[] of(Set<FieldType> types) {
    ByteArrayOutputStream tags = new ByteArrayOutputStream();
    types.forEach(type -> tags.write(Format.tag(type)));
    return tags.toByteArray();
  }

  private static byte[] where(Predicate<Class<?>> accepts) {
    ByteArrayOutputStream tags = new ByteArrayOutputStream();
    for (FieldType type : FieldType.values()) {
      Class<?> values = type == FieldType.LIST ? HELD_LIST : type.javaType();
      if (type != FieldType.NULL && type != FieldType.UNREAD && accepts.test(values)) {
        tags.write(Format.tag(type));
      }
    }
    return tags.toByteArray();
  }
}

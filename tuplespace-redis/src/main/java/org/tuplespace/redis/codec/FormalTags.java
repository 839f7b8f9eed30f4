package org.tuplespace.redis.codec;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.tuplespace.FieldType;
import org.tuplespace.Tuple;

/**
 * The tags of those types of which every value is an instance of a class. Of other enums, records
 * and opaque objects the class names that are stored beside them decide.
 */
final class FormalTags {

  /** What a tuple holds a list as; so a formal accepts what {@code isInstance} accepts. */
  private static final Class<?> HELD_LIST = Tuple.of(List.of()).get(0, List.class).getClass();

  private FormalTags() {}

  static byte[] of(Class<?> formal) {
    ByteArrayOutputStream tags = new ByteArrayOutputStream();
    for (FieldType type : FieldType.values()) {
      Class<?> values = type == FieldType.LIST ? HELD_LIST : type.javaType();
      if (type != FieldType.NULL && formal.isAssignableFrom(values)) {
        tags.write(Format.tag(type));
      }
    }
    return tags.toByteArray();
  }
}

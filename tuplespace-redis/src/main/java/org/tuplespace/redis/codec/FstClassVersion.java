package org.tuplespace.redis.codec;

import java.io.Externalizable;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A number that changes with the fields of a class. FST writes fields by position, without names,
 * so that another version of a class would read nonsense in silence.
 */
final class FstClassVersion {

  private final Predicate<Class<?>> writtenOtherwise;
  private final Set<Class<?>> seen = new HashSet<>();
  private final StringBuilder description = new StringBuilder();

  private FstClassVersion(Predicate<Class<?>> writtenOtherwise) {
    this.writtenOtherwise = writtenOtherwise;
  }

  /**
   * The version of {@code type}.
   *
   * @param writtenOtherwise which classes have a serialiser of their own and so are not written
   *     field by field
   */
  static int of(Class<?> type, Predicate<Class<?>> writtenOtherwise) {
    FstClassVersion version = new FstClassVersion(writtenOtherwise);
    version.describe(type);
    return version.description.toString().hashCode();
  }

  private void describe(Class<?> type) {
    if (type.isArray() || !seen.add(type)) {
      return;
    }
    description.append(type.getName()).append('{');
    if (type.isEnum()) {
      // FST writes ordinals.
      for (Object constant : type.getEnumConstants()) {
        description.append(((Enum<?>) constant).name()).append(',');
      }
    } else if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        describe(component.getName(), component.getType());
      }
    } else if (!Externalizable.class.isAssignableFrom(type) && !writtenOtherwise.test(type)) {
      describeFields(type);
    }
    description.append('}');
  }

  private void describeFields(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      Field[] fields = each.getDeclaredFields();
      Arrays.sort(fields, Comparator.comparing(Field::getName));
      for (Field field : fields) {
        if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
          describe(field.getName(), field.getType());
          // An object of just the declared class is written without a class name, and so without
          // a version of its own.
          if (isWrittenByFields(field.getType())) {
            describe(field.getType());
          }
        }
      }
      description.append(';');
    }
  }

  private void describe(String name, Class<?> type) {
    description.append(name).append(':').append(type.getName()).append(',');
  }

  private static boolean isWrittenByFields(Class<?> type) {
    return Serializable.class.isAssignableFrom(type)
        && !type.isArray()
        && !Modifier.isAbstract(type.getModifiers());
  }
}

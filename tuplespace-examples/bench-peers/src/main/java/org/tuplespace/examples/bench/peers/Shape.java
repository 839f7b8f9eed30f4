package org.tuplespace.examples.bench.peers;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Tuples for spaces whose entries are objects of one class with fields that match or are null. */
final class Shape {

  /** How many fields a tuple has at most. */
  static final int FIELDS = 5;

  private Shape() {}

  /** The types of the fields: the same for a tuple and for a template that matches it. */
  static String of(Object[] fields) {
    StringBuilder types = new StringBuilder();
    for (Object field : fields) {
      Class<?> type = field instanceof Class<?> formal ? formal : field.getClass();
      types.append(type.getSimpleName()).append(' ');
    }
    return types.toString();
  }

  /** The field, or null where there is none or it is a formal. */
  static @Nullable Object actual(Object[] fields, int index) {
    return index < fields.length && !(fields[index] instanceof Class) ? fields[index] : null;
  }

  /** An actual as text. */
  static @Nullable String text(Object[] fields, int index) {
    Object actual = actual(fields, index);
    if (actual == null) {
      return null;
    }
    return actual instanceof byte[] bytes
        ? Base64.getEncoder().encodeToString(bytes)
        : actual.toString();
  }
}

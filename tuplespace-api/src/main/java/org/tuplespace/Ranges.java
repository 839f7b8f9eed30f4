package org.tuplespace;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TemplateField.Range;

/** Which types have ranges, and how their values are ordered. */
final class Ranges {

  private static final Comparator<String> BY_CODE_POINT = Ranges::compareCodePoints;

  private Ranges() {}

  static Range range(
      @Nullable Object low, boolean lowIncluded, @Nullable Object high, boolean highIncluded) {
    Object bound = low == null ? high : low;
    if (bound == null) {
      throw new IllegalArgumentException(
          "a range needs a bound, not null; for \"anything\" write Match.any()");
    }
    FieldType type = Values.typeOf(bound);
    for (Object each : new @Nullable Object[] {low, high}) {
      if (each != null && Values.typeOf(each) != type) {
        throw new IllegalArgumentException(
            "a range compares within one type, but its bounds are a "
                + Values.typeName(low)
                + " ("
                + Values.show(low)
                + ") and a "
                + Values.typeName(high)
                + " ("
                + Values.show(high)
                + "); write both as one type");
      }
      requireOrdered(type, each);
    }
    return new Range(type, low, lowIncluded, high, highIncluded);
  }

  private static void requireOrdered(FieldType type, @Nullable Object bound) {
    switch (type) {
      case BYTE, SHORT, INTEGER, LONG, CHARACTER, INSTANT, DURATION, LOCAL_DATE -> {}
      case STRING -> {
        if (bound != null) {
          Values.requireUnicode((String) bound);
        }
      }
      case FLOAT, DOUBLE -> {
        if (bound != null && Double.isNaN(((Number) bound).doubleValue())) {
          throw new IllegalArgumentException(
              "NaN is no bound of a range: no number is above or below it");
        }
      }
      case BIG_INTEGER, BIG_DECIMAL ->
          throw new IllegalArgumentException(
              "ranges of "
                  + type.javaType().getSimpleName()
                  + " are not supported; put a Long or Double beside it and range over that");
      default ->
          throw new IllegalArgumentException(
              "a "
                  + Values.typeName(bound)
                  + " ("
                  + Values.show(bound)
                  + ") has no ranges; use Match.oneOf, or a field of an ordered type");
    }
  }

  static boolean contains(Range range, @Nullable Object value) {
    if (value == null || !range.type().javaType().isInstance(value)) {
      return false;
    }
    return satisfies(value, range.low(), range.lowIncluded(), 1)
        && satisfies(value, range.high(), range.highIncluded(), -1);
  }

  private static boolean satisfies(
      Object value, @Nullable Object bound, boolean included, int side) {
    if (bound == null) {
      return !isNaN(value);
    }
    if (isNaN(value)) {
      return false;
    }
    int sign = Integer.signum(compare(value, bound));
    return sign == side || (included && sign == 0);
  }

  private static boolean isNaN(Object value) {
    return (value instanceof Double d && d.isNaN()) || (value instanceof Float f && f.isNaN());
  }

  @SuppressWarnings("unchecked") // both are of the range's one type, which is Comparable
  private static int compare(Object value, Object bound) {
    if (value instanceof String s) {
      return BY_CODE_POINT.compare(s, (String) bound);
    }
    if (value instanceof Float || value instanceof Double) {
      double x = ((Number) value).doubleValue();
      double y = ((Number) bound).doubleValue();
      return x < y ? -1 : x > y ? 1 : 0;
    }
    return ((Comparable<Object>) value).compareTo(bound);
  }

  /** Orders by code point, as UTF-8 bytes are ordered; {@code compareTo} goes by UTF-16 unit. */
  private static int compareCodePoints(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean xs = Character.isSurrogate(x);
        return xs == Character.isSurrogate(y) ? Character.compare(x, y) : xs ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}

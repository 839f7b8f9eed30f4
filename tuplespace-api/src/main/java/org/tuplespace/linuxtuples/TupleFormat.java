package org.tuplespace.linuxtuples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;

/**
 * A format of {@code make_tuple}: {@code i} an int, {@code d} a double, {@code s} a string, {@code
 * s#} bytes, {@code ?} the wildcard, {@code t} a tuple.
 */
final class TupleFormat {

  private final String format;
  private final @Nullable Object[] values;
  private int next;

  TupleFormat(String format, @Nullable Object... values) {
    this.format = format;
    this.values = values == null ? new Object[] {null} : values;
  }

  @Nullable Object[] elements() {
    List<@Nullable Object> elements = new ArrayList<>();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      switch (c) {
        case '?' -> elements.add(null);
        case 'i' -> elements.add(value(Integer.class, "i", "an int"));
        case 'd' -> elements.add(value(Double.class, "d", "a double"));
        case 't' -> elements.add(tuple());
        case 's' -> {
          if (i + 1 < format.length() && format.charAt(i + 1) == '#') {
            i++;
            elements.add(bytes());
          } else {
            elements.add(value(String.class, "s", "a String"));
          }
        }
        default ->
            throw new IllegalArgumentException(
                "\""
                    + format
                    + "\" has "
                    + c
                    + ", which is none of the letters of a format: i d s s# ? t");
      }
    }
    if (next < values.length) {
      throw new IllegalArgumentException(
          "\""
              + format
              + "\" takes "
              + next
              + " values, and there are "
              + values.length
              + ": "
              + Arrays.toString(values));
    }
    return elements.toArray();
  }

  private Object tuple() {
    Object value = next("t");
    if (value instanceof Object[] || value instanceof Tuple) {
      return value;
    }
    throw mistake(value, "t", "a tuple");
  }

  private Object bytes() {
    Object value = next("s#");
    if (value instanceof byte[] || value instanceof String) {
      return value;
    }
    throw mistake(value, "s#", "a byte[] or a String");
  }

  private Object value(Class<?> type, String letter, String what) {
    Object value = next(letter);
    if (type.isInstance(value)) {
      return value;
    }
    throw mistake(value, letter, what);
  }

  private Object next(String letter) {
    if (next == values.length) {
      throw new IllegalArgumentException(
          "\"" + format + "\" has more letters than there are values: none is left for " + letter);
    }
    Object value = values[next];
    next++;
    if (value == null) {
      throw mistake(null, letter, "a value; the wildcard has the letter ?");
    }
    return value;
  }

  private IllegalArgumentException mistake(@Nullable Object value, String letter, String what) {
    return new IllegalArgumentException(
        "value "
            + (next - 1)
            + " of \""
            + format
            + "\" is "
            + (value == null ? "null" : "a " + value.getClass().getSimpleName())
            + ", and "
            + letter
            + " takes "
            + what);
  }
}

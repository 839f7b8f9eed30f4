package org.tuplespace;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules for field values: which are allowed, how they are copied, compared and hashed. */
final class Values {

  /** Tuples, lists and records may nest this deep; a list that holds itself ends here too. */
  static final int MAX_DEPTH = 64;

  /** The type of the values of an exact class; a class value, since every field put asks for it. */
  private static final ClassValue<@Nullable FieldType> EXACT =
      new ClassValue<>() {
        @Override
        protected @Nullable FieldType computeValue(Class<?> type) {
          for (FieldType each : FieldType.values()) {
            if (each.isExact() && each.javaType() == type) {
              return each;
            }
          }
          return null;
        }
      };

  private Values() {}

  static FieldType typeOf(@Nullable Object value) {
    return typeOf(value, 0);
  }

  private static FieldType typeOf(@Nullable Object value, int depth) {
    if (value == null) {
      return FieldType.NULL;
    }
    FieldType exact = EXACT.get(value.getClass());
    if (exact != null) {
      return exact;
    }
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "values nest deeper than " + MAX_DEPTH + " levels, or hold themselves");
    }
    if (value instanceof Enum<?>) {
      return FieldType.ENUM;
    }
    if (value instanceof TemplateField) {
      return opaqueOrThrow(value); // though it is a record
    }
    if (value instanceof Record r) {
      return allValues(RecordShape.of(r).components(r), depth)
          ? FieldType.RECORD
          : opaqueOrThrow(value);
    }
    if (value instanceof List<?> list) {
      return allValues(list, depth) ? FieldType.LIST : opaqueOrThrow(value);
    }
    return opaqueOrThrow(value);
  }

  private static boolean allValues(List<?> values, int depth) {
    for (Object value : values) {
      if (value instanceof TemplateField || value instanceof Class<?>) {
        opaqueOrThrow(value); // a formal is no value however deep it is hidden
      }
      if (value != null
          && EXACT.get(value.getClass()) == null
          && (!mayBeValue(value) || typeOf(value, depth + 1) == FieldType.OPAQUE)) {
        return false;
      }
    }
    return true;
  }

  private static boolean mayBeValue(Object value) {
    return value instanceof Enum<?> || value instanceof Record || value instanceof List<?>;
  }

  private static FieldType opaqueOrThrow(Object value) {
    if (value instanceof TemplateField || value instanceof Class<?>) {
      throw new IllegalArgumentException(
          "is a formal ("
              + value
              + "), which only a template can hold; put an actual value here, or use Template.of");
    }
    if (value instanceof BigInteger || value instanceof BigDecimal) {
      throw new IllegalArgumentException(
          "is a subclass of a number type ("
              + value.getClass().getName()
              + "); convert it to a plain BigInteger or BigDecimal");
    }
    if (!(value instanceof Serializable)) {
      throw new IllegalArgumentException(
          "is a "
              + value.getClass().getName()
              + ", which is neither a value type nor Serializable; make the class a record of"
              + " value types, or let it implement java.io.Serializable");
    }
    return FieldType.OPAQUE;
  }

  /** Checks a field and returns what a tuple holds of it: a copy where the value is mutable. */
  static @Nullable Object admit(@Nullable Object value) {
    return admit(value, 0);
  }

  private static @Nullable Object admit(@Nullable Object value, int depth) {
    if (value == null) {
      return null;
    }
    switch (typeOf(value)) {
      case STRING -> requireUnicode((String) value);
      case TUPLE -> requireDepth(depth + ((Tuple) value).depth());
      case BYTES -> {
        return ((byte[]) value).clone();
      }
      case LIST -> {
        requireDepth(depth + 1);
        List<?> list = (List<?>) value;
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        for (Object element : list) {
          copy.add(admit(element, depth + 1));
        }
        return Collections.unmodifiableList(copy);
      }
      case RECORD -> {
        requireDepth(depth + 1);
        Record r = (Record) value;
        RecordShape shape = RecordShape.of(r);
        List<@Nullable Object> components = shape.components(r);
        boolean copied = false;
        for (int i = 0; i < components.size(); i++) {
          Object before = components.get(i);
          Object after = admit(before, depth + 1);
          if (after != before) {
            components.set(i, after);
            copied = true;
          }
        }
        return copied ? shape.create(components) : r;
      }
      default -> {}
    }
    return value;
  }

  /** What a caller may have of a held field: a copy where it holds bytes, else the field itself. */
  static @Nullable Object release(@Nullable Object value) {
    return holdsBytes(value) ? admit(value) : value;
  }

  private static boolean holdsBytes(@Nullable Object value) {
    if (value instanceof byte[]) {
      return true;
    }
    if (value instanceof List<?> list) {
      return typeOf(value) == FieldType.LIST && list.stream().anyMatch(Values::holdsBytes);
    }
    return value instanceof Record r
        && typeOf(value) == FieldType.RECORD
        && RecordShape.of(r).components(r).stream().anyMatch(Values::holdsBytes);
  }

  /** The elements of a list or the components of a record, of value types both. */
  static List<?> parts(@Nullable Object value) {
    return value instanceof Record r
        ? RecordShape.of(r).components(r)
        : (List<?>) requireNonNull(value);
  }

  /** How deep tuples, lists and records nest below {@code value}; 0 for a scalar. */
  static int depthOf(@Nullable Object value) {
    if (value instanceof Tuple tuple) {
      return tuple.depth();
    }
    FieldType type = typeOf(value);
    if (type != FieldType.LIST && type != FieldType.RECORD) {
      return 0;
    }
    int deepest = 0;
    for (Object part : parts(value)) {
      deepest = Math.max(deepest, depthOf(part));
    }
    return deepest + 1;
  }

  private static void requireDepth(int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("nests deeper than " + MAX_DEPTH + " levels");
    }
  }

  static void requireUnicode(String s) {
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < s.length()
          && Character.isLowSurrogate(s.charAt(i + 1))) {
        i++;
      } else {
        throw new IllegalArgumentException(
            "is a String with a lone surrogate at index "
                + i
                + ", which is not Unicode text; put it as a byte[]");
      }
    }
  }

  /** Equality as matching has it: same type and equal value; records and lists by their parts. */
  static boolean equal(@Nullable Object a, @Nullable Object b) {
    if (a == b) {
      return true;
    }
    if (a == null || b == null) {
      return false;
    }
    if (a instanceof byte[] x && b instanceof byte[] y) {
      return Arrays.equals(x, y);
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      return equalParts(x, y);
    }
    if (a instanceof Record x && b instanceof Record y) {
      return x.getClass() == y.getClass()
          && equalParts(RecordShape.of(x).components(x), RecordShape.of(y).components(y));
    }
    return a.equals(b);
  }

  private static boolean equalParts(List<?> x, List<?> y) {
    if (x.size() != y.size()) {
      return false;
    }
    for (int i = 0; i < x.size(); i++) {
      if (!equal(x.get(i), y.get(i))) {
        return false;
      }
    }
    return true;
  }

  static int hash(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return Arrays.hashCode(bytes);
    }
    if (value instanceof List<?> list) {
      return hashParts(list);
    }
    if (value instanceof Record r) {
      return 31 * r.getClass().hashCode() + hashParts(RecordShape.of(r).components(r));
    }
    return value == null ? 0 : value.hashCode();
  }

  private static int hashParts(List<?> parts) {
    int hash = 1;
    for (Object part : parts) {
      hash = 31 * hash + hash(part);
    }
    return hash;
  }

  /** A field as a message shows it: strings quoted, long ones cut. */
  static String show(@Nullable Object value) {
    if (value instanceof String s) {
      return '"' + (s.length() > 60 ? s.substring(0, 57) + "..." : s) + '"';
    }
    if (value instanceof byte[] bytes) {
      return "byte[" + bytes.length + "]";
    }
    if (value instanceof Character c) {
      return "'" + c + "'";
    }
    if (value instanceof Long l) {
      return l + "L";
    }
    if (value instanceof Float f) {
      return f + "f";
    }
    if (value instanceof Class<?> type) {
      return type.getSimpleName() + ".class";
    }
    return String.valueOf(value);
  }

  /** An opaque list or record compares by its own equals; a value one by its parts. */
  static String typeName(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    FieldType exact = EXACT.get(value.getClass());
    if (exact != null) {
      return exact.javaType().getSimpleName();
    }
    return value instanceof List<?> ? "List" : value.getClass().getName();
  }
}

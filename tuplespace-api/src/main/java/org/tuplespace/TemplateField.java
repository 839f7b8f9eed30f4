package org.tuplespace;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tuplespace.internal.ClassNames;

/**
 * One field of a {@link Template}: what it accepts in its place of a tuple. Made by {@link
 * Template#of} and by the methods of {@link Match}; this type is for those who implement a space.
 *
 * <p>All are immutable.
 */
public sealed interface TemplateField {

  /** Whether this accepts the field {@code value} of a tuple. */
  boolean matches(@Nullable Object value);

  /** Accepts everything, null included. */
  record Wildcard() implements TemplateField {
    @Override
    public boolean matches(@Nullable Object value) {
      return true;
    }

    @Override
    public String toString() {
      return "?";
    }
  }

  /** Accepts what equals {@code value} and has its type; {@code value} is a value type or null. */
  record Actual(@Nullable Object value) implements TemplateField {
    @Override
    public boolean matches(@Nullable Object candidate) {
      return Values.equal(value, candidate);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Actual that && Values.equal(value, that.value);
    }

    @Override
    public int hashCode() {
      return Values.hash(value);
    }

    @Override
    public String toString() {
      return Values.show(value);
    }
  }

  /** Accepts the instances of {@code type}, as {@link Class#isInstance} has it; never null. */
  record Formal(Class<?> type) implements TemplateField {
    @Override
    public boolean matches(@Nullable Object value) {
      return type.isInstance(value)
          || value instanceof UnreadField unread && unread.isInstanceOf(type.getName());
    }

    @Override
    public String toString() {
      return "?" + type.getSimpleName();
    }
  }

  /**
   * Accepts the instances of the class of this name, as {@link Class#getName} gives it, which need
   * not be here; never null.
   */
  record NamedFormal(String className) implements TemplateField {
    @Override
    public boolean matches(@Nullable Object value) {
      if (value instanceof UnreadField unread) {
        return unread.isInstanceOf(className);
      }
      return value != null && ClassNames.isInstance(value.getClass(), className);
    }

    @Override
    public String toString() {
      return "?" + className;
    }
  }

  /** Accepts the values of these types, of which none is an enum, a record, opaque or unread. */
  record OfTypes(Set<FieldType> types) implements TemplateField {
    /** In the order of {@link FieldType}, whatever the order given. */
    public OfTypes {
      types = Collections.unmodifiableSet(EnumSet.copyOf(types));
    }

    @Override
    public boolean matches(@Nullable Object value) {
      return types.contains(Values.typeOf(value));
    }

    @Override
    public String toString() {
      return types.stream()
          .map(type -> type == FieldType.NULL ? "null" : type.javaType().getSimpleName())
          .collect(Collectors.joining("|", "?", ""));
    }
  }

  /**
   * Accepts values of {@code type} between two bounds; a null bound is open. Floating point is
   * compared as numbers: NaN lies in no range, and -0.0 equals 0.0.
   */
  record Range(
      FieldType type,
      @Nullable Object low,
      boolean lowIncluded,
      @Nullable Object high,
      boolean highIncluded)
      implements TemplateField {
    @Override
    public boolean matches(@Nullable Object value) {
      return Ranges.contains(this, value);
    }

    @Override
    public String toString() {
      return "?"
          + (low == null ? "(" : (lowIncluded ? "[" : "(") + Values.show(low))
          + ".."
          + (high == null ? ")" : Values.show(high) + (highIncluded ? "]" : ")"));
    }
  }

  /** Accepts strings that start with {@code prefix}. */
  record Prefix(String prefix) implements TemplateField {
    @Override
    public boolean matches(@Nullable Object value) {
      return value instanceof String s && s.startsWith(prefix);
    }

    @Override
    public String toString() {
      return "?" + Values.show(prefix) + "...";
    }
  }

  /** Accepts what equals one of {@code values}; if {@code negated}, what equals none of them. */
  record OneOf(List<Actual> values, boolean negated) implements TemplateField {
    @Override
    public boolean matches(@Nullable Object value) {
      for (Actual each : values) {
        if (each.matches(value)) {
          return !negated;
        }
      }
      return negated;
    }

    @Override
    public String toString() {
      return (negated ? "?none of " : "?one of ") + values;
    }
  }

  /** Accepts a nested tuple that {@code template} matches. */
  record Nested(Template template) implements TemplateField {
    @Override
    public boolean matches(@Nullable Object value) {
      return value instanceof Tuple tuple && template.matches(tuple);
    }

    @Override
    public String toString() {
      return template.toString();
    }
  }
}

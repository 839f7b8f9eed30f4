package org.tuplespace;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TemplateField.Actual;
import org.tuplespace.TemplateField.Formal;
import org.tuplespace.TemplateField.NamedFormal;
import org.tuplespace.TemplateField.OfTypes;
import org.tuplespace.TemplateField.OneOf;
import org.tuplespace.TemplateField.Prefix;
import org.tuplespace.TemplateField.Wildcard;

/**
 * The wildcard and the filters that a template can hold; made to be imported statically.
 *
 * <pre>{@code
 * space.in("job", any(), between(1, 10));
 * }</pre>
 *
 * <p>Ranges are for whole numbers, floating point, Character, String, Instant, Duration and
 * LocalDate, within one type: {@code between(1, 10)} accepts Integers alone. Strings are ordered by
 * code point. NaN lies in no range, and -0.0 equals 0.0 there.
 */
public final class Match {

  private static final TemplateField ANY = new Wildcard();

  /** Of a class, or of an array: brackets, then a letter for a primitive type or L, name and ;. */
  private static final Pattern CLASS_NAME =
      Pattern.compile("[^\\s\\[\\];/.]+(\\.[^\\s\\[\\];/.]+)*|\\[+([ZBSIJFDC]|L[^\\s\\[\\];/]+;)");

  private Match() {}

  /** Accepts everything, null included. */
  public static TemplateField any() {
    return ANY;
  }

  /**
   * Accepts the instances of the class or interface of this name, as a template's class does, also
   * where that class isn't on the class path; never null.
   *
   * @param className as {@link Class#getName} gives it, such as {@code com.example.Outer$Inner};
   *     the name of a primitive type stands for its wrapper
   * @throws IllegalArgumentException if it can't be the name of a class
   */
  public static TemplateField instanceOf(String className) {
    Class<?> primitive = Primitives.named(className);
    if (primitive != null) {
      return new Formal(primitive);
    }
    if (className == null || !CLASS_NAME.matcher(className).matches()) {
      throw new IllegalArgumentException(
          "\""
              + className
              + "\" is no name of a class; write it as Class.getName gives it, for example"
              + " com.example.Shape, or com.example.Outer$Inner of a nested class");
    }
    for (FieldType type : FieldType.values()) {
      if (type.isExact() && type.javaType().getName().equals(className)) {
        return Template.formal(type.javaType()); // so that it has the shape of the class itself
      }
    }
    return new NamedFormal(className);
  }

  /**
   * Accepts the values of any of these types, and no others: null only if {@link FieldType#NULL} is
   * among them.
   *
   * <pre>{@code
   * space.rd("result", ofTypes(INTEGER, DOUBLE)); // a class would be Number, which accepts a Long
   * }</pre>
   *
   * @throws IllegalArgumentException if there is no type, or one is an enum, a record, an opaque
   *     object or what is left unread: those are told by their classes
   */
  public static TemplateField ofTypes(FieldType... types) {
    if (types == null || types.length == 0 || Arrays.asList(types).contains(null)) {
      throw new IllegalArgumentException(
          "the types are " + Arrays.toString(types) + "; name one or more, for example INTEGER");
    }
    for (FieldType type : types) {
      switch (type) {
        case ENUM, RECORD, OPAQUE, UNREAD ->
            throw new IllegalArgumentException(
                "the type "
                    + type
                    + " says nothing of the class; write the class in its place, or"
                    + " Match.instanceOf with its name");
        default -> {}
      }
    }
    EnumSet<FieldType> distinct = EnumSet.copyOf(Arrays.asList(types));
    FieldType first = types[0];
    return distinct.size() == 1 && first.isExact()
        ? Template.formal(first.javaType()) // so that it has the shape of the class itself
        : new OfTypes(distinct);
  }

  /**
   * Accepts {@code low}, {@code high} and what lies between them; nothing if low is above high.
   *
   * @throws IllegalArgumentException if a bound is null or NaN, both differ in type, or their type
   *     has no ranges
   */
  public static TemplateField between(Object low, Object high) {
    return Ranges.range(bound(low), true, bound(high), true);
  }

  /** Accepts what is above {@code low}; errors as {@link #between}. */
  public static TemplateField greaterThan(Object low) {
    return Ranges.range(bound(low), false, null, false);
  }

  /** Accepts {@code low} and what is above it; errors as {@link #between}. */
  public static TemplateField atLeast(Object low) {
    return Ranges.range(bound(low), true, null, false);
  }

  /** Accepts what is below {@code high}; errors as {@link #between}. */
  public static TemplateField lessThan(Object high) {
    return Ranges.range(null, false, bound(high), false);
  }

  /** Accepts {@code high} and what is below it; errors as {@link #between}. */
  public static TemplateField atMost(Object high) {
    return Ranges.range(null, false, bound(high), true);
  }

  /** Accepts strings that start with {@code prefix}. */
  public static TemplateField startsWith(String prefix) {
    if (prefix == null) {
      throw new IllegalArgumentException("the prefix is null; for any String write String.class");
    }
    Values.requireUnicode(prefix);
    return new Prefix(prefix);
  }

  /**
   * Accepts what equals one of {@code values}, of whatever types; null may be among them.
   *
   * @throws IllegalArgumentException if a value can't be an actual
   */
  public static TemplateField oneOf(@Nullable Object... values) {
    return new OneOf(actuals(values), false);
  }

  /** Accepts what equals none of {@code values}, null included; errors as {@link #oneOf}. */
  public static TemplateField noneOf(@Nullable Object... values) {
    return new OneOf(actuals(values), true);
  }

  private static List<Actual> actuals(@Nullable Object[] values) {
    if (values == null) {
      throw new IllegalArgumentException(
          "the values are null; for the actual null write oneOf((Object) null)");
    }
    return Arrays.stream(values).map(Template::actual).toList();
  }

  private static Object bound(@Nullable Object bound) {
    if (bound == null) {
      throw new IllegalArgumentException("a bound of a range is null; write an actual value");
    }
    return bound;
  }
}

package org.tuplespace;

import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TemplateField.Actual;
import org.tuplespace.TemplateField.Formal;
import org.tuplespace.TemplateField.Nested;

/**
 * A pattern over tuples: an immutable, ordered list of fields, each an actual, a formal, a
 * wildcard, a filter or a nested template.
 *
 * <p>A template matches a tuple when the arity is equal and each field matches:
 *
 * <table>
 * <caption>What a field of a template accepts</caption>
 * <tr><th>field</th><th>accepts</th></tr>
 * <tr><td>a value, or null</td><td>the same type and an equal value, as {@code equals} has it: 1 is
 * not 1L, NaN equals NaN, 0.0 is not -0.0; byte arrays by content, records by their components;
 * null accepts only null</td></tr>
 * <tr><td>a class</td><td>its instances, as {@link Class#isInstance} has it; never null. Primitive
 * classes stand for their wrappers</td></tr>
 * <tr><td>{@link Match#any()}</td><td>everything, null included</td></tr>
 * <tr><td>a filter of {@link Match}</td><td>what the filter says</td></tr>
 * <tr><td>a {@link Template}</td><td>a nested tuple that it matches</td></tr>
 * </table>
 *
 * <p>The empty template matches the empty tuple. Templates are immutable and thread-safe.
 */
public final class Template {

  private final List<TemplateField> fields;

  private Template(List<TemplateField> fields) {
    this.fields = fields;
  }

  /**
   * A template of these fields. A template or tuple among them is a nested one, also if it is the
   * only field.
   *
   * @throws IllegalArgumentException if a field is an opaque object (it has no canonical form, so
   *     it can't be an actual) or can't be in a tuple at all; the message says which field and what
   *     to write instead
   */
  public static Template of(@Nullable Object... fields) {
    if (fields == null) {
      throw new IllegalArgumentException(
          "the template is null; for one null field write Template.of((Object) null)");
    }
    if (fields.length > Tuple.MAX_ARITY) {
      throw new IllegalArgumentException(
          "a template has at most " + Tuple.MAX_ARITY + " fields, not " + fields.length);
    }
    TemplateField[] held = new TemplateField[fields.length];
    for (int i = 0; i < fields.length; i++) {
      try {
        held[i] = field(fields[i]);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("field " + i + " " + e.getMessage(), e);
      }
    }
    return new Template(List.of(held));
  }

  /** The template whose actuals are the fields of {@code tuple}. */
  public static Template exactly(Tuple tuple) {
    if (tuple == null) {
      throw new IllegalArgumentException("the tuple is null");
    }
    return of(tuple.fields().toArray());
  }

  /** What {@code in(Object...)} means: a lone template or tuple is itself, else the fields. */
  static Template ofOperands(@Nullable Object... operands) {
    if (operands != null && operands.length == 1) {
      if (operands[0] instanceof Template template) {
        return template;
      }
      if (operands[0] instanceof Tuple tuple) {
        return exactly(tuple);
      }
    }
    return of(operands);
  }

  private static TemplateField field(@Nullable Object field) {
    if (field instanceof TemplateField given) {
      return given;
    }
    if (field instanceof Template nested) {
      return new Nested(nested);
    }
    return field instanceof Class<?> type ? formal(type) : actual(field);
  }

  static Formal formal(Class<?> type) {
    if (type == void.class) {
      throw new IllegalArgumentException("is void.class, of which there are no values");
    }
    if (type == UnreadField.class) {
      throw new IllegalArgumentException(
          "is UnreadField.class, but who can read a field is no matter of the tuple; write"
              + " Match.instanceOf with the name of the object's class");
    }
    return new Formal(Primitives.wrap(type));
  }

  static Actual actual(@Nullable Object value) {
    if (value instanceof TemplateField || value instanceof Template || value instanceof Class<?>) {
      throw new IllegalArgumentException("is " + value + ", where an actual value is needed");
    }
    if (holdsOpaque(value)) {
      throw new IllegalArgumentException(
          "is an opaque object ("
              + Values.typeName(value)
              + "), which has no canonical form and so can't be an actual; write its class, or put"
              + " a key of a value type beside it, or make it a record of value types");
    }
    return new Actual(Values.admit(value));
  }

  private static boolean holdsOpaque(@Nullable Object value) {
    if (value instanceof Tuple tuple) {
      for (int i = 0; i < tuple.arity(); i++) {
        if (holdsOpaque(tuple.held(i))) {
          return true;
        }
      }
      return false;
    }
    return switch (Values.typeOf(value)) {
      case OPAQUE -> true;
      case LIST, RECORD -> Values.parts(value).stream().anyMatch(Template::holdsOpaque);
      default -> false;
    };
  }

  /** The number of fields. */
  public int arity() {
    return fields.size();
  }

  /** The fields, unmodifiable. */
  public List<TemplateField> fields() {
    return fields;
  }

  /** Whether this matches {@code tuple}. */
  public boolean matches(Tuple tuple) {
    if (tuple.arity() != fields.size()) {
      return false;
    }
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.get(i).matches(tuple.held(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Template that && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  /** The fields in round brackets, with {@code ?} for what is open: {@code ("sqrt", ?Double)}. */
  @Override
  public String toString() {
    StringJoiner joiner = new StringJoiner(", ", "(", ")");
    for (TemplateField field : fields) {
      joiner.add(field.toString());
    }
    return joiner.toString();
  }
}

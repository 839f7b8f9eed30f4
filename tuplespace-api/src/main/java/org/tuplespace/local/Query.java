package org.tuplespace.local;

import org.tuplespace.Template;
import org.tuplespace.TemplateField;
import org.tuplespace.TemplateField.Wildcard;
import org.tuplespace.Tuple;

/** A template as the indexes see it. Immutable. */
final class Query {

  private final Template template;
  private final Shape shape;
  private final boolean filtered;

  private Query(Template template, Shape shape, boolean filtered) {
    this.template = template;
    this.shape = shape;
    this.filtered = filtered;
  }

  static Query of(Template template) {
    Shape shape = Shape.of(template);
    return new Query(template, shape, isFiltered(template, shape));
  }

  private static boolean isFiltered(Template template, Shape shape) {
    for (int i = 0; i < template.arity(); i++) {
      TemplateField field = template.fields().get(i);
      if (!shape.fixes(i) && !(field instanceof Wildcard)) {
        return true;
      }
    }
    return false;
  }

  int arity() {
    return template.arity();
  }

  Shape shape() {
    return shape;
  }

  /** The key under a shape that serves this one's. */
  Key keyUnder(Shape index) {
    return index.keyOf(template);
  }

  /** Whether whatever shares this one's key under the shape matches, without a further test. */
  boolean isDecidedBy(Shape index) {
    return !filtered && index.equals(shape);
  }

  boolean matches(Tuple tuple) {
    return template.matches(tuple);
  }
}

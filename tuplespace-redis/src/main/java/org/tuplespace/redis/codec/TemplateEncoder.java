package org.tuplespace.redis.codec;

import org.tuplespace.Template;
import org.tuplespace.TemplateField;
import org.tuplespace.TemplateField.Actual;
import org.tuplespace.TemplateField.Formal;
import org.tuplespace.TemplateField.Wildcard;
import org.tuplespace.redis.ObjectSerializer;

/** Splits a template into shape and key, beside the tests that hold for all of it. */
final class TemplateEncoder {

  private final StringBuilder shape = new StringBuilder();
  private final Output key = new Output();
  private final TemplateTests tests;
  private boolean exact = true;

  private TemplateEncoder(TemplateTests tests) {
    this.tests = tests;
  }

  static EncodedTemplate encode(
      Template template, ClassAccess access, ObjectSerializer serializer) {
    int arity = template.arity();
    TemplateTests tests = new TemplateTests(access, serializer, arity);
    TemplateEncoder encoder = new TemplateEncoder(tests);
    for (int i = 0; i < arity; i++) {
      TemplateField field = template.fields().get(i);
      Naming.field(
          i,
          () -> {
            encoder.add(field);
            return field;
          });
    }
    return new EncodedTemplate(
        arity,
        encoder.shape.toString(),
        encoder.key.toByteArray(),
        encoder.exact,
        tests.toByteArray());
  }

  private void add(TemplateField field) {
    if (field instanceof Actual actual) {
      EncodedField value = tests.encode(actual);
      shape.append('V');
      key.bytes(value.keyPart());
      exact &= value.length() <= Format.MAX_KEY_PART && value.classes().isEmpty();
      tests.add(value);
      return;
    }
    Integer tag = field instanceof Formal formal ? TemplateTests.exactTag(formal) : null;
    if (tag != null) {
      shape.append('T');
      key.put(tag);
    } else {
      shape.append('*');
      exact &= field instanceof Wildcard;
    }
    tests.add(field);
  }
}

package org.tuplespace.redis.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tuplespace.FieldType;
import org.tuplespace.Template;
import org.tuplespace.TemplateField;
import org.tuplespace.TemplateField.Actual;
import org.tuplespace.TemplateField.Formal;
import org.tuplespace.TemplateField.NamedFormal;
import org.tuplespace.TemplateField.Nested;
import org.tuplespace.TemplateField.OfTypes;
import org.tuplespace.TemplateField.OneOf;
import org.tuplespace.TemplateField.Prefix;
import org.tuplespace.TemplateField.Range;
import org.tuplespace.TemplateField.Wildcard;
import org.tuplespace.TupleCodecException;
import org.tuplespace.redis.ObjectSerializer;

/** Writes what scripts test a field against. They know byte strings, integers and arrays alone. */
final class TemplateTests {

  static final int WILDCARD = 0;
  static final int ACTUAL = 1;
  static final int EXACT_FORMAL = 2;
  static final int FORMAL = 3;
  static final int RANGE = 4;
  static final int PREFIX = 5;
  static final int ONE_OF = 6;
  static final int NESTED = 7;

  static final int HAS_LOW = 1;
  static final int LOW_INCLUDED = 2;
  static final int HAS_HIGH = 4;
  static final int HIGH_INCLUDED = 8;

  /** Of a formal that types alone decide: no class has it. */
  static final String NO_CLASS = "";

  private static final byte[] NONE = {};

  private final ClassAccess access;
  private final ObjectSerializer serializer;
  private final Output out = new Output();

  TemplateTests(ClassAccess access, ObjectSerializer serializer, int arity) {
    this.access = access;
    this.serializer = serializer;
    out.arrayHeader(arity);
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  EncodedField encode(Actual actual) {
    return new FieldEncoder(access, serializer).encode(actual.value());
  }

  /** The tag of the one type that {@code formal} accepts, or null if it accepts others. */
  static @Nullable Integer exactTag(Formal formal) {
    for (FieldType type : FieldType.values()) {
      if (type.isExact() && type.javaType() == formal.type()) {
        return Format.tag(type);
      }
    }
    return null;
  }

  void add(TemplateField field) {
    add(field, 0);
  }

  private void add(TemplateField field, int depth) {
    if (field instanceof Wildcard) {
      out.integer(WILDCARD);
    } else if (field instanceof Actual actual) {
      add(encode(actual));
    } else if (field instanceof Formal formal) {
      add(formal);
    } else if (field instanceof NamedFormal formal) {
      addFormal(FormalTags.of(formal.className()), formal.className());
    } else if (field instanceof OfTypes ofTypes) {
      addFormal(FormalTags.of(ofTypes.types()), NO_CLASS);
    } else if (field instanceof Range range) {
      add(range);
    } else if (field instanceof Prefix prefix) {
      out.arrayHeader(2).integer(PREFIX).string(prefix.prefix());
    } else if (field instanceof OneOf oneOf) {
      out.arrayHeader(3).integer(ONE_OF).integer(oneOf.negated() ? 1 : 0);
      out.arrayHeader(oneOf.values().size());
      oneOf.values().forEach(each -> add(encode(each)));
    } else {
      add(((Nested) field).template(), depth + 1);
    }
  }

  void add(EncodedField actual) {
    long length = actual.length();
    out.arrayHeader(7).integer(ACTUAL).string(actual.keyPart());
    out.string(length > Format.MAX_INLINE ? NONE : actual.canonical().toByteArray());
    out.integer(length);
    out.string(length > Format.MIN_OUT_OF_LINE ? actual.sha256() : NONE);
    StringBuilder names = new StringBuilder();
    for (ClassEntry type : actual.classes()) {
      names.append(type.name()).append('\0');
    }
    out.string(names.toString()).integer(actual.tag());
  }

  private void add(Formal formal) {
    Integer tag = exactTag(formal);
    if (tag != null) {
      out.arrayHeader(2).integer(EXACT_FORMAL).integer(tag);
    } else {
      addFormal(FormalTags.of(formal.type()), formal.type().getName());
    }
  }

  private void addFormal(byte[] tags, String className) {
    out.arrayHeader(3).integer(FORMAL).string(tags).string(className);
  }

  private void add(Range range) {
    FieldType type = range.type();
    Object low = range.low();
    Object high = range.high();
    int flags =
        (low == null ? 0 : HAS_LOW)
            | (range.lowIncluded() ? LOW_INCLUDED : 0)
            | (high == null ? 0 : HAS_HIGH)
            | (range.highIncluded() ? HIGH_INCLUDED : 0);
    if (high == null && (type == FieldType.FLOAT || type == FieldType.DOUBLE)) {
      // NaN lies in no range, but its key is above that of infinity.
      high = type == FieldType.FLOAT ? (Object) Float.POSITIVE_INFINITY : Double.POSITIVE_INFINITY;
      flags |= HAS_HIGH | HIGH_INCLUDED;
    }
    out.arrayHeader(5).integer(RANGE).integer(Format.tag(type)).integer(flags);
    out.string(low == null ? NONE : OrderKey.of(type, low));
    out.string(high == null ? NONE : OrderKey.of(type, high));
  }

  private void add(Template nested, int depth) {
    if (depth > Format.MAX_DEPTH) {
      throw new TupleCodecException(
          "nests templates deeper than " + Format.MAX_DEPTH + ", and so would match no tuple");
    }
    List<TemplateField> fields = nested.fields();
    out.arrayHeader(3).integer(NESTED).integer(fields.size()).arrayHeader(fields.size());
    fields.forEach(field -> add(field, depth));
  }
}

package org.tuplespace.redis.codec;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.tuplespace.FieldType;
import org.tuplespace.Match;
import org.tuplespace.Template;
import org.tuplespace.TemplateField.Actual;
import org.tuplespace.TemplateField.Formal;
import org.tuplespace.TemplateField.NamedFormal;
import org.tuplespace.TemplateField.OfTypes;
import org.tuplespace.TemplateField.OneOf;
import org.tuplespace.TemplateField.Prefix;
import org.tuplespace.TemplateField.Range;
import org.tuplespace.TupleCodecException;
import org.tuplespace.redis.AllowedClasses;
import org.tuplespace.redis.ObjectSerializer;

/**
 * Shows a template of which there is what {@link TemplateEncoder} made: as {@link
 * Template#toString} would, as far as can be told.
 */
public final class TemplateDecoder {

  private static final ObjectSerializer NONE =
      new ObjectSerializer() {
        @Override
        public byte[] write(Object object) {
          throw new TupleCodecException("an actual is no opaque object");
        }

        @Override
        public Object read(byte[] bytes) {
          throw new TupleCodecException("an actual is no opaque object");
        }
      };

  private TemplateDecoder() {}

  /**
   * The text of a template.
   *
   * @param tests empty if shape and key decide alone
   */
  public static String text(String shape, byte[] key, byte[] tests) {
    return Naming.tuple(() -> tests.length == 0 ? ofKey(shape, key) : ofTests(new Input(tests)));
  }

  private static String ofKey(String shape, byte[] key) {
    StringJoiner text = new StringJoiner(", ", "(", ")");
    Input in = new Input(key);
    for (char letter : shape.toCharArray()) {
      text.add(
          switch (letter) {
            case 'V' -> ofKeyPart(in);
            case 'T' -> exact(in.unsignedByte());
            default -> Match.any().toString();
          });
    }
    return text.toString();
  }

  /** What is exact has nothing but short actuals. */
  private static String ofKeyPart(Input in) {
    Input value = new Input(in);
    in.skipValue();
    return actual(value.slice(in.position() - value.position()), List.of());
  }

  private static String ofTests(Input in) {
    StringJoiner text = new StringJoiner(", ", "(", ")");
    int n = in.arrayLength();
    for (int i = 0; i < n; i++) {
      text.add(ofTest(in));
    }
    return text.toString();
  }

  private static String ofTest(Input in) {
    if (in.peek() == TemplateTests.WILDCARD) {
      in.skip(1);
      return Match.any().toString();
    }
    int parts = in.arrayLength();
    int test = in.unsignedByte();
    return switch (test) {
      case TemplateTests.ACTUAL -> ofActual(in);
      case TemplateTests.EXACT_FORMAL -> exact((int) integer(in));
      case TemplateTests.FORMAL -> {
        byte[] tags = in.bytes(in.stringLength());
        String name = in.string();
        yield name.equals(TemplateTests.NO_CLASS) ? ofTypes(tags) : named(name);
      }
      case TemplateTests.RANGE -> ofRange(in);
      case TemplateTests.PREFIX -> new Prefix(in.string()).toString();
      case TemplateTests.ONE_OF -> {
        boolean negated = integer(in) == 1;
        int n = in.arrayLength();
        List<String> values = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
          values.add(ofTest(in));
        }
        yield new OneOf(List.of(), negated).toString().replace("[]", values.toString());
      }
      case TemplateTests.NESTED -> {
        integer(in);
        yield ofTests(in);
      }
      default -> throw new TupleCodecException("has a test " + test + " of " + parts + " parts");
    };
  }

  private static String ofActual(Input in) {
    in.skip(in.stringLength()); // the part of the key
    Input value = in.slice(in.stringLength());
    long length = integer(in);
    in.skip(in.stringLength()); // the digest
    String names = in.string();
    integer(in); // the tag
    if (value.remaining() == 0) {
      return "<a value of " + length + " bytes>";
    }
    List<ClassEntry> classes = new ArrayList<>();
    for (String name : names.split("\0", -1)) {
      if (!name.isEmpty()) {
        classes.add(new ClassEntry(name, new Output().arrayHeader(1).string(name).toByteArray()));
      }
    }
    return actual(value, classes);
  }

  private static String actual(Input value, List<ClassEntry> classes) {
    ClassAccess access = new ClassAccess(AllowedClasses.jdk());
    FieldDecoder decoder = new FieldDecoder(access, NONE, Unread.ALL, new ClassCursor(classes));
    return new Actual(decoder.decode(value)).toString();
  }

  private static String ofRange(Input in) {
    FieldType type = typeOf((int) integer(in));
    int flags = (int) integer(in);
    byte[] low = in.bytes(in.stringLength());
    byte[] high = in.bytes(in.stringLength());
    @Nullable Object lowest =
        (flags & TemplateTests.HAS_LOW) == 0 ? null : OrderKey.value(type, low);
    @Nullable Object highest =
        (flags & TemplateTests.HAS_HIGH) == 0 ? null : OrderKey.value(type, high);
    boolean lowIncluded = (flags & TemplateTests.LOW_INCLUDED) != 0;
    boolean highIncluded = (flags & TemplateTests.HIGH_INCLUDED) != 0;
    return new Range(type, lowest, lowIncluded, highest, highIncluded).toString();
  }

  private static String exact(int tag) {
    return new Formal(typeOf(tag).javaType()).toString();
  }

  private static String ofTypes(byte[] tags) {
    EnumSet<FieldType> types = EnumSet.noneOf(FieldType.class);
    for (byte tag : tags) {
      types.add(typeOf(tag & 0xff));
    }
    return new OfTypes(types).toString();
  }

  private static FieldType typeOf(int tag) {
    for (FieldType type : FieldType.values()) {
      if (type != FieldType.UNREAD && Format.tag(type) == tag) {
        return type;
      }
    }
    throw new TupleCodecException("has a tag " + tag + " of no type");
  }

  /** Those of the JDK are shown as short as where the class is known. */
  private static String named(String name) {
    return name.startsWith("java.")
        ? "?" + name.substring(name.lastIndexOf('.') + 1)
        : new NamedFormal(name).toString();
  }

  private static long integer(Input in) {
    int first = in.unsignedByte();
    return switch (first) {
      case Format.INT32 -> in.int32();
      case Format.INT64 -> in.bigEndian(8);
      default -> first;
    };
  }
}

package org.tuplespace.local;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tuplespace.FieldType;
import org.tuplespace.Template;
import org.tuplespace.TemplateField;
import org.tuplespace.TemplateField.Actual;
import org.tuplespace.TemplateField.Formal;
import org.tuplespace.Tuple;

/**
 * What a template fixes, a letter a field: {@code V} an actual value, {@code T} a type, {@code *}
 * nothing. Immutable.
 */
final class Shape {

  private static final byte VALUE = 'V';
  private static final byte TYPE = 'T';
  private static final byte OPEN = '*';

  /** The type that all instances of a class have, if they have one. */
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

  private final byte[] letters;
  private final int fixed;

  private Shape(byte[] letters) {
    this.letters = letters;
    int count = 0;
    for (byte letter : letters) {
      count += letter == OPEN ? 0 : 1;
    }
    this.fixed = count;
  }

  /** The shape that fixes nothing, so that every tuple has the same key under it. */
  static Shape open(int arity) {
    byte[] letters = new byte[arity];
    Arrays.fill(letters, OPEN);
    return new Shape(letters);
  }

  /** The shape of a template; filters fix nothing. */
  static Shape of(Template template) {
    List<TemplateField> fields = template.fields();
    byte[] letters = new byte[fields.size()];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = letter(fields.get(i));
    }
    return new Shape(letters);
  }

  private static byte letter(TemplateField field) {
    if (field instanceof Actual) {
      return VALUE;
    }
    return field instanceof Formal formal && EXACT.get(formal.type()) != null ? TYPE : OPEN;
  }

  int arity() {
    return letters.length;
  }

  boolean isOpen() {
    return fixed == 0;
  }

  boolean fixes(int index) {
    return letters[index] != OPEN;
  }

  /** The higher, the fewer tuples share a key: values count for more than types. */
  int selectivity() {
    int sum = fixed;
    for (byte letter : letters) {
      sum += letter == VALUE ? letters.length : 0;
    }
    return sum;
  }

  /** Whether templates of {@code other} have a key under this shape. */
  boolean serves(Shape other) {
    for (int i = 0; i < letters.length; i++) {
      if (letters[i] != OPEN && letters[i] != other.letters[i] && other.letters[i] != VALUE) {
        return false;
      }
    }
    return true;
  }

  /** The key of a template whose shape this serves. */
  Key keyOf(Template template) {
    @Nullable Object[] parts = new @Nullable Object[fixed];
    int next = 0;
    for (int i = 0; i < letters.length; i++) {
      if (letters[i] != OPEN) {
        TemplateField field = template.fields().get(i);
        parts[next++] = letters[i] == VALUE ? Key.part((Actual) field) : typeOf(field);
      }
    }
    return new Key(parts);
  }

  private static @Nullable FieldType typeOf(TemplateField field) {
    return field instanceof Actual actual
        ? FieldType.of(actual.value())
        : EXACT.get(((Formal) field).type());
  }

  /** The key of a tuple; null if no template of this shape can match it. */
  @Nullable Key keyOf(Tuple tuple) {
    @Nullable Object[] parts = new @Nullable Object[fixed];
    int next = 0;
    for (int i = 0; i < letters.length; i++) {
      if (letters[i] == OPEN) {
        continue;
      }
      FieldType type = tuple.type(i);
      if (letters[i] == TYPE) {
        parts[next++] = type;
      } else if (Key.canBeActual(tuple, i, type)) {
        parts[next++] = Key.part(tuple, i, type);
      } else {
        return null;
      }
    }
    return new Key(parts);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Shape that && Arrays.equals(letters, that.letters);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(letters);
  }

  @Override
  public String toString() {
    return new String(letters, StandardCharsets.US_ASCII);
  }
}

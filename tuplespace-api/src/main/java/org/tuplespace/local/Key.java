package org.tuplespace.local;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tuplespace.FieldType;
import org.tuplespace.TemplateField.Actual;
import org.tuplespace.Tuple;

/** What a template fixes, or what a tuple has in these places: values and types, in field order. */
final class Key {

  private final @Nullable Object[] parts;
  private final int hash;

  Key(@Nullable Object... parts) {
    this.parts = parts;
    int mixed = 1;
    for (Object part : parts) {
      mixed = 31 * mixed + (part == null ? 0 : part.hashCode());
    }
    this.hash = mixed;
  }

  /** Whether the field can be equal to an actual; an opaque object, and what holds one, can't. */
  static boolean canBeActual(Tuple tuple, int index, FieldType type) {
    if (type != FieldType.TUPLE) {
      return type != FieldType.OPAQUE;
    }
    Tuple nested = tuple.getTuple(index);
    for (int i = 0; i < nested.arity(); i++) {
      if (!canBeActual(nested, i, nested.type(i))) {
        return false;
      }
    }
    return true;
  }

  /** The field as a part whose equality is that of matching; bytes are not copied. */
  static @Nullable Object part(Tuple tuple, int index, FieldType type) {
    return switch (type) {
      case BYTES -> tuple.getBuffer(index);
      case LIST, RECORD -> new Actual(tuple.get(index));
      default -> tuple.get(index);
    };
  }

  /** As {@link #part(Tuple, int, FieldType)}, and equal to it if the actual is. */
  static @Nullable Object part(Actual actual) {
    Object value = actual.value();
    if (value instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes);
    }
    return value instanceof List<?> || value instanceof Record ? actual : value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Key that) || hash != that.hash || parts.length != that.parts.length) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      if (!Objects.equals(parts[i], that.parts[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
